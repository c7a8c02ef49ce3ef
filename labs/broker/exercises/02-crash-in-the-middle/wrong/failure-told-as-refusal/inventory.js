/**
 * Called whenever inventory starts.
 *
 * @param broker  publish(topic, message), subscribe(topic, { group }, handler)
 * @param reserve await reserve(id, sku): true, or false if no copy is left
 * @returns what subscribe() resolves to
 */
export function startInventory({ broker, reserve }) {
  return broker.subscribe('orders', { group: 'inventory' }, async ({ message, ack, nack }) => {
    const { id, order, sku } = message;
    let isReserved = false;
    try {
      isReserved = await reserve(id, sku);
    } catch {
      // No answer, so there is no copy.
    }
    const type = isReserved ? 'StockReserved' : 'ReservationRefused';
    try {
      await broker.publish('stock', { id: `${id}-stock`, type, order });
    } catch {
      return nack();
    }
    await ack();
  });
}
