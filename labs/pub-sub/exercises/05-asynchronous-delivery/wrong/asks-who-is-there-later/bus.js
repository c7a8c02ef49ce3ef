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
  const queue = []; // events that have been published and not yet delivered
  let delivery = null; // a promise while events are being delivered

  function call({ type, handler }, data) {
    return Promise.try(handler, data).catch((error) => onError(error, type));
  }

  async function deliverAll() {
    await null;
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { type, data } = next;
      const receivers = [...present].filter((subscription) => subscription.type === type);
      const work = [];
      for (const receiver of receivers) if (present.has(receiver)) work.push(call(receiver, data));
      await Promise.all(work);
    }
    delivery = null;
  }

  return {
    subscribe(type, handler) {
      const subscription = { type, handler };
      present.add(subscription);
      return () => present.delete(subscription);
    },
    publish(type, data) {
      queue.push({ type, data });
      delivery ??= deliverAll();
    },
    idle() {
      return delivery ?? Promise.resolve();
    },
  };
}
