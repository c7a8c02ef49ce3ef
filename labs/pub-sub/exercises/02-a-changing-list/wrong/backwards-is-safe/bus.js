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
  const table = new Map();
  return {
    subscribe(type, handler, { once = false } = {}) {
      if (!table.has(type)) table.set(type, []);
      const present = table.get(type);
      const subscription = { handler, once };
      present.push(subscription);
      return () => {
        const place = present.indexOf(subscription);
        if (place !== -1) present.splice(place, 1);
      };
    },
    publish(type, data) {
      const present = table.get(type) ?? [];
      for (let place = present.length - 1; place >= 0; place -= 1) {
        const subscription = present[place];
        if (!subscription) continue;
        if (subscription.once) present.splice(place, 1);
        subscription.handler(data);
      }
    },
  };
}
