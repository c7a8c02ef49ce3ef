/**
 * A bus between the parts of the shop.
 *
 * @returns an object with
 *   subscribe(type, handler): from now on handler(data) is called for each event of that type; returns a function that
 *     ends this one subscription
 *   publish(type, data): calls the handlers of that type, in the order of their subscriptions
 */
export function createBus() {
  const table = new Map(); // type → its subscriptions, in their order
  return {
    subscribe(type, handler) {
      const subscription = { handler };
      if (!table.has(type)) table.set(type, new Set());
      table.get(type).add(subscription);
      return () => table.get(type).delete(subscription);
    },
    publish(type, data) {
      for (const { handler } of table.get(type) ?? []) handler(data);
    },
  };
}
