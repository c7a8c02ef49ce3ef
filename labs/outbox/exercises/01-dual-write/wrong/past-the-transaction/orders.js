/**
 * Called whenever the order service starts.
 *
 * @param db     get(key), set(key, value), insert(key, value), delete(key), transaction(async (tx) => { … })
 * @param broker publish(topic, message)
 * @returns a function that places one order: { order: 'o-1', customer: 'ada', cents: 2500 }
 */
export function createOrders({ db }) {
  return async function placeOrder({ order, customer, cents }) {
    const message = { id: `${order}-placed`, type: 'OrderPlaced', order, customer, cents };
    await db.transaction(async (tx) => {
      await tx.set(`orders/${order}`, { customer, cents });
      await db.set(`outbox/${message.id}`, { topic: 'orders', message });
    });
  };
}
