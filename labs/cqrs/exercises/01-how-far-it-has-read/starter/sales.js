/**
 * How many of each product are sold.
 *
 * @param options log       readAfter(position): the events behind it, in order, each with its `position` (from 1)
 *                database  get(key) · set(key, value) · transaction((tx) => …), where tx has get and set
 *                name      whose list this is: several lists share the database
 * @returns { catchUp(), sold(product) }
 */
export function createSales({ log, database, name }) {
  const orders = new Map();

  function add(product, units) {
    const key = `sold ${product}`;
    database.set(key, (database.get(key) ?? 0) + units);
  }

  return {
    catchUp() {
      for (const event of log.readAfter(0)) {
        if (event.type === 'OrderPlaced') {
          orders.set(event.orderId, event);
          add(event.product, event.units);
        }
        if (event.type === 'OrderCancelled' && orders.has(event.orderId)) {
          const { product, units } = orders.get(event.orderId);
          add(product, -units);
        }
      }
    },
    sold: (product) => database.get(`sold ${product}`) ?? 0,
  };
}
