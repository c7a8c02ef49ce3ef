let starts = 0;

/**
 * Sets a copy aside for each order, and says how that went.
 *
 * @param broker publish(topic, message), subscribe(topic, { group }, handler)
 * @param stock  await stock.take(sku): true, or false if no copy is left
 * @returns what subscribe() resolves to
 */
export function startInventory({ broker, stock }) {
  return broker.subscribe('orders', { group: `inventory-${++starts}` }, async ({ message, ack }) => {
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
export function startNotification({ broker, mail }) {
  return broker.subscribe('stock', { group: `notification-${++starts}` }, async ({ message, ack }) => {
    const { type, order, customer } = message;
    await mail({ to: customer, order, says: type === 'StockReserved' ? 'reserved' : 'refused' });
    await ack();
  });
}
