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
    subscribe(type, handler, { once = false } = {}) {
      if (!table.has(type)) table.set(type, new Set());
      const present = table.get(type);
      const stop = () => present.delete(subscription);
      const subscription = { handler, once, stop };
      present.add(subscription);
      return stop;
    },
    publish(type, data) {
      const present = table.get(type) ?? new Set();
      const called = [...present];
      for (const subscription of called) if (subscription.once) subscription.stop();
      for (const subscription of called) {
        if (subscription.once || present.has(subscription)) subscription.handler(data);
      }
    },
  };
}
