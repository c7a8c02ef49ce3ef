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
  const last = new Map(); // type → the delivery of its newest event

  async function deliver(before, receivers, type, data) {
    await before;
    const work = [];
    for (const receiver of receivers) {
      if (!present.has(receiver)) continue;
      work.push(Promise.try(receiver.handler, data).catch((error) => onError(error, type)));
    }
    await Promise.all(work);
  }

  return {
    subscribe(type, handler) {
      const subscription = { type, handler };
      present.add(subscription);
      return () => present.delete(subscription);
    },
    publish(type, data) {
      const receivers = [...present].filter((subscription) => subscription.type === type);
      last.set(type, deliver(last.get(type), receivers, type, data));
    },
    async idle() {
      const seen = [...last.values()];
      await Promise.all(seen);
      if ([...last.values()].some((delivery) => !seen.includes(delivery))) await this.idle();
    },
  };
}
