/**
 * Called whenever inventory starts.
 *
 * @param broker  publish(topic, message), subscribe(topic, { group }, handler)
 * @param reserve await reserve(id, sku): true, or false if no copy is left
 * @returns what subscribe() resolves to
 */
export function startInventory({ broker, reserve }) {
  return broker.subscribe('orders', { group: 'inventory' }, async ({ message, redelivered, ack, nack }) => {
    const { id, order, sku } = message;
    if (redelivered) return ack();
    try {
      const type = (await reserve(id, sku)) ? 'StockReserved' : 'ReservationRefused';
      await broker.publish('stock', { id: `${id}-stock`, type, order });
    } catch {
      return nack();
    }
    await ack();
  });
}
