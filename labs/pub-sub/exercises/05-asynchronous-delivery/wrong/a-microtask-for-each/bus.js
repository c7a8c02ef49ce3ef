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
  const present = new Set();
  const work = new Set();
  return {
    subscribe(type, handler) {
      const subscription = { type, handler };
      present.add(subscription);
      return () => present.delete(subscription);
    },
    publish(type, data) {
      for (const subscription of [...present]) {
        if (subscription.type !== type) continue;
        const call = Promise.resolve()
          .then(() => (present.has(subscription) ? subscription.handler(data) : undefined))
          .catch((error) => onError(error, type))
          .finally(() => work.delete(call));
        work.add(call);
      }
    },
    async idle() {
      while (work.size > 0) await Promise.all(work);
    },
  };
}
