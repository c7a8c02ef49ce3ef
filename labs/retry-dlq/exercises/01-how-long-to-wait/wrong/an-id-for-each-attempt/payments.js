/**
 * Called whenever payments starts.
 *
 * @param broker publish(topic, message), subscribe(topic, { group }, handler)
 * @param bank   await bank(charge): throws if the charge was not made
 * @param now    the time, in milliseconds
 * @param base   of the limit after attempt n: base · 2ⁿ milliseconds
 * @param cap    the highest limit, in milliseconds
 * @returns what subscribe() resolves to
 */
export function startPayments({ broker, bank, now, base, cap }) {
  return broker.subscribe('charges', { group: 'payments' }, async ({ message, ack }) => {
    const { attempt = 1 } = message;
    try {
      await bank(message);
    } catch {
      const wait = Math.random() * Math.min(cap, base * 2 ** attempt);
      await broker.publish('charges.retry', {
        ...message,
        id: `${message.id}-${attempt + 1}`,
        attempt: attempt + 1,
        due: now() + wait,
      });
    }
    await ack();
  });
}
