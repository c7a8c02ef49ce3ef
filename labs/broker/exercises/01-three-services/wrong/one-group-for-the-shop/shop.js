/**
 * Sets a copy aside for each order, and says how that went.
 *
 * @param broker publish(topic, message), subscribe(topic, { group }, handler)
 * @param stock  await stock.take(sku): true, or false if no copy is left
 * @returns what subscribe() resolves to
 */
export function startInventory({ broker, stock }) {
  return broker.subscribe('orders', { group: 'shop' }, async ({ message, ack }) => {
    const { id, order, sku, customer } = message;
    const type = (await stock.take(sku)) ? 'StockReserved' : 'ReservationRefused';
    await broker.publish('stock', { id: `${id}-stock`, type, order, customer });
    await ack();
  });
}

/**
 * Writes to the customer when the outcome is known.
 *
 * @param mail await mail({ to, order, says }), where says is 'reserved' or 'refused'
 * @returns what subscribe() resolves to
 */
export async function startNotification({ broker, mail }) {
  await broker.subscribe('orders', { group: 'shop' }, async ({ message, ack }) => {
    await ack();
  });
  return broker.subscribe('stock', { group: 'shop' }, async ({ message, ack }) => {
    const { type, order, customer } = message;
    await mail({ to: customer, order, says: type === 'StockReserved' ? 'reserved' : 'refused' });
    await ack();
  });
}
