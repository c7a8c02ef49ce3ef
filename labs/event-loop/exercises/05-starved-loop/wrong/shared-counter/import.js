let saved = 0;

/**
 * Saves the orders one after the other, in their order.
 *
 * @param orders a list of orders, for example [{ id: 'o-1' }, { id: 'o-2' }]
 * @param save   a function that saves one order
 * @returns a promise of the number of orders, resolved after the last one is saved
 */
export function importOrders(orders, save) {
  saved = 0;
  return new Promise((resolve) => {
    function next() {
      if (saved >= orders.length) {
        resolve(orders.length);
        return;
      }
      save(orders[saved]);
      saved += 1;
      setImmediate(next);
    }

    next();
  });
}
