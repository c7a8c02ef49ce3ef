/**
 * Points for what is bought.
 *
 * @param bus      subscribe(type, handler), which returns the function that ends it; publish(type, data). The data of events
 *                 about cards are { order, sku, customer, amount }, with the amount in cents.
 * @param accounts add(customer, points), which resolves when they are added, and may reject
 * @param report   report(error, order): somebody will look at it
 * @returns a function that ends it
 */
export function startPoints({ bus, accounts, report }) {
  bus.subscribe('OrderPlaced', async (event) => {
    event.points = event.amount / 100;
    await accounts.add(event.customer, event.points);
  });
}
