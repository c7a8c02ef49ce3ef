let copies = 0;

/** Publishes an event about an order: { id, order, step, customer }. */
export async function announce(broker, event) {
  await broker.publish('orders', event, { key: event.order });
}

/**
 * Called for each copy of tracking.
 *
 * @param broker subscribe(topic, { group }, handler)
 * @param db     await db.set(key, value)
 */
export function startTracking({ broker, db }) {
  return broker.subscribe('orders', { group: `tracking-${++copies}` }, async ({ message, ack }) => {
    await db.set(`step/${message.order}`, message.step);
    return ack();
  });
}

/** Called for each copy of mail. @param mail await mail(event) */
export function startMail({ broker, mail }) {
  return broker.subscribe('orders', { group: 'mail' }, async ({ message, ack }) => {
    await mail(message);
    return ack();
  });
}
