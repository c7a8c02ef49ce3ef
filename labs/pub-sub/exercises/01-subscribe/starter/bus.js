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
      // And those who have subscribed before?
      table[type] = handler;
      return () => {
        delete table[type];
      };
    },
    publish(type, data) {
      table[type]?.(data);
    },
  };
}
