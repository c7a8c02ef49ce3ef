/**
 * Called whenever shipping starts.
 *
 * @param broker subscribe(topic, { group, deadLetters, attempts }, handler)
 * @param ship   await ship(order): throws an error whose name is 'AddressUnknown', or another one
 * @returns what subscribe() resolves to
 */
export function startShipping({ broker, ship }) {
  const options = { group: 'shipping', deadLetters: 'shipping.dead' };
  const attempts = new Map();
  return broker.subscribe('orders', options, async ({ message, ack, nack }) => {
    try {
      await ship(message);
    } catch (error) {
      const count = (attempts.get(message.id) ?? 0) + 1;
      attempts.set(message.id, count);
      return nack({ requeue: count < 5 && error.name !== 'AddressUnknown' });
    }
    await ack();
  });
}
