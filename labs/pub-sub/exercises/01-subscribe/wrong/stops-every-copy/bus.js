/**
 * A bus between the parts of the shop.
 *
 * @returns an object with
 *   subscribe(type, handler): from now on handler(data) is called for each event of that type; returns a function that
 *     ends this one subscription
 *   publish(type, data): calls the handlers of that type, in the order of their subscriptions
 */
export function createBus() {
  const table = new Map();
  return {
    subscribe(type, handler) {
      table.set(type, [...(table.get(type) ?? []), handler]);
      return () => {
        const others = table.get(type).filter((other) => other !== handler);
        table.set(type, others);
      };
    },
    publish(type, data) {
      for (const handler of table.get(type) ?? []) handler(data);
    },
  };
}
