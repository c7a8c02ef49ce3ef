/**
 * Saves the orders one after the other, in their order.
 *
 * @param orders a list of orders, for example [{ id: 'o-1' }, { id: 'o-2' }]
 * @param save   a function that saves one order
 * @returns a promise of the number of orders, resolved after the last one is saved
 */
export async function importOrders(orders, save) {
  let saved = 0;
  while (saved + 10 <= orders.length) {
    for (const order of orders.slice(saved, saved + 10)) save(order);
    saved += 10;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return saved;
}
