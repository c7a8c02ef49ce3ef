/**
 * Called whenever shipping starts.
 *
 * @param broker subscribe(topic, { group, deadLetters, attempts }, handler)
 * @param ship   await ship(order): throws an error whose name is 'AddressUnknown', or another one
 * @returns what subscribe() resolves to
 */
export function startShipping({ broker, ship }) {
  const options = { group: 'shipping', deadLetters: 'shipping.dead' };
  return broker.subscribe('orders', options, async ({ message, ack, nack }) => {
    try {
      await ship(message);
    } catch (error) {
      return nack({ requeue: error.name !== 'AddressUnknown' });
    }
    await ack();
  });
}
