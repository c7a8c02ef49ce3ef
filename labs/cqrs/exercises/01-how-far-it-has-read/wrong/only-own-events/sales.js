/**
 * How many of each product are sold.
 *
 * @param options log       readAfter(position): the events behind it, in order, each with its `position` (from 1)
 *                database  get(key) · set(key, value) · transaction((tx) => …), where tx has get and set
 *                name      whose list this is: several lists share the database
 * @returns { catchUp(), sold(product) }
 */
export function createSales({ log, database, name }) {
  const key = (...parts) => [name, ...parts].join(' ');

  function add(tx, { product, units }, sign) {
    const row = key('sold', product);
    tx.set(row, (tx.get(row) ?? 0) + sign * units);
  }

  function apply(tx, event) {
    if (event.type === 'OrderPlaced') {
      tx.set(key('order', event.orderId), event);
      add(tx, event, 1);
      tx.set(key('checkpoint'), event.position);
    }
    if (event.type === 'OrderCancelled') {
      add(tx, tx.get(key('order', event.orderId)), -1);
      tx.set(key('checkpoint'), event.position);
    }
  }

  return {
    catchUp() {
      for (const event of log.readAfter(database.get(key('checkpoint')) ?? 0)) {
        database.transaction((tx) => apply(tx, event));
      }
    },
    sold: (product) => database.get(key('sold', product)) ?? 0,
  };
}
