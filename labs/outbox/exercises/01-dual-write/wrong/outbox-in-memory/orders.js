/**
 * Called whenever the order service starts.
 *
 * @param db     get(key), set(key, value), insert(key, value), delete(key), transaction(async (tx) => { … })
 * @param broker publish(topic, message)
 * @returns a function that places one order: { order: 'o-1', customer: 'ada', cents: 2500 }
 */
export function createOrders({ db, broker }) {
  const outbox = [];

  return async function placeOrder({ order, customer, cents }) {
    await db.set(`orders/${order}`, { customer, cents });
    outbox.push({ id: `${order}-placed`, type: 'OrderPlaced', order, customer, cents });
    try {
      for (; outbox.length > 0; outbox.shift()) await broker.publish('orders', outbox[0]);
    } catch {
      // The next order takes it along.
    }
  };
}
