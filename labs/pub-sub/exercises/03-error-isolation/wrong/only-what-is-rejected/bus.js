/**
 * A bus whose subscribers cannot harm each other or the publisher.
 *
 * @param options.onError called with (error, type) for each handler that fails; there is no bus without it
 * @returns an object with
 *   subscribe(type, handler): returns a function that ends this one subscription
 *   publish(type, data): calls the handlers at once, in their order; never throws, waits for no promise
 */
export function createBus({ onError } = {}) {
  if (typeof onError !== 'function') throw new TypeError('createBus needs onError: where do errors go?');
  const table = new Map(); // type → its subscriptions, in their order
  return {
    subscribe(type, handler) {
      if (!table.has(type)) table.set(type, new Set());
      const present = table.get(type);
      const subscription = { handler };
      present.add(subscription);
      return () => present.delete(subscription);
    },
    publish(type, data) {
      for (const { handler } of [...(table.get(type) ?? [])]) {
        Promise.resolve(handler(data)).catch((error) => onError(error, type));
      }
    },
  };
}
