/**
 * True if a pattern stands for a topic. Words are separated by dots; `*` stands for exactly one word, and `>`, at the end
 * only, for one or more.
 *
 * @param pattern for example 'order.*'
 * @param topic   for example 'order.placed'; it has no wildcards
 */
export function matches(pattern, topic) {
  return pattern === topic;
}

/**
 * A bus on which one subscribes to patterns, and publishes on topics.
 *
 * @returns an object with
 *   subscribe(pattern, handler): returns a function that ends this one subscription
 *   publish(topic, data): calls handler(data, topic) for every subscription whose pattern stands for the topic, in the
 *     order in which they were made
 */
export function createBus() {
  const table = new Map(); // pattern → its subscriptions, in their order
  return {
    subscribe(pattern, handler) {
      if (!table.has(pattern)) table.set(pattern, new Set());
      const present = table.get(pattern);
      const subscription = { handler };
      present.add(subscription);
      return () => present.delete(subscription);
    },
    publish(topic, data) {
      // Can one look-up find everybody?
      for (const { handler } of [...(table.get(topic) ?? [])]) handler(data);
    },
  };
}
