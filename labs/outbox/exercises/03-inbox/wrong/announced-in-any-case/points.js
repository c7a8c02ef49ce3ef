/**
 * Called whenever points starts.
 *
 * @param broker publish(topic, message), subscribe(topic, { group }, handler)
 * @param db     get(key), set(key, value), insert(key, value), transaction(async (tx) => { … }): insert resolves to
 *               false, and changes nothing, if the key is there already
 * @returns what subscribe() resolves to
 */
export function startPoints({ broker, db }) {
  return broker.subscribe('orders', { group: 'points' }, async ({ message, ack }) => {
    const { id, order, customer, cents } = message;
    const points = Math.floor(cents / 100);
    const credited = { id: `${id}-credited`, type: 'PointsCredited', order, customer, points };
    await db.set(`outbox/${credited.id}`, { topic: 'points', message: credited });
    await db.transaction(async (tx) => {
      if (!(await tx.insert(`inbox/${id}`, order))) return;
      const balance = (await tx.get(`points/${customer}`)) ?? 0;
      await tx.set(`points/${customer}`, balance + points);
    });
    await ack();
  });
}
