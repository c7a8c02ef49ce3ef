/**
 * Sets a copy aside for each order.
 *
 * @param broker publish(topic, message), subscribe(topic, { group }, handler)
 * @param stock  await stock.take(sku): true, or false if no copy is left
 * @returns what subscribe() resolves to
 */
export function startInventory({ broker, stock }) {
  return broker.subscribe('orders', { group: 'shop' }, async ({ message, ack }) => {
    await stock.take(message.sku);
    await ack();
  });
}

/**
 * Writes to the customer.
 *
 * @param mail await mail({ to, order, says }), where says is 'reserved' or 'refused'
 * @returns what subscribe() resolves to
 */
export function startNotification({ broker, mail }) {
  return broker.subscribe('orders', { group: 'shop' }, async ({ message, ack }) => {
    await mail({ to: message.customer, order: message.order, says: 'reserved' });
    await ack();
  });
}
