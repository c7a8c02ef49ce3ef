/**
 * Saves the orders one after the other, in their order.
 *
 * @param orders a list of orders, for example [{ id: 'o-1' }, { id: 'o-2' }]
 * @param save   a function that saves one order
 * @returns a promise of the number of orders, resolved after the last one is saved
 */
export async function importOrders(orders, save) {
  const savings = orders.map(
    (order) =>
      new Promise((resolve) => {
        setImmediate(() => {
          save(order);
          resolve();
        });
      }),
  );
  await Promise.all(savings);
  return orders.length;
}
