/**
 * A bus between the parts of the shop.
 *
 * @returns an object with
 *   subscribe(type, handler): from now on handler(data) is called for each event of that type; returns a function that
 *     ends this one subscription
 *   publish(type, data): calls the handlers of that type, in the order of their subscriptions
 */
export function createBus() {
  const table = {};
  return {
    subscribe(type, handler) {
      const subscription = { handler };
      table[type] = [...(table[type] ?? []), subscription];
      return () => {
        table[type] = table[type].filter((other) => other !== subscription);
      };
    },
    publish(type, data) {
      for (const { handler } of table[type] ?? []) handler(data);
    },
  };
}
