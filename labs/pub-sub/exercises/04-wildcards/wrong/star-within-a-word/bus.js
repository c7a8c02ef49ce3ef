/**
 * True if a pattern stands for a topic. Words are separated by dots; `*` stands for exactly one word, and `>`, at the end
 * only, for one or more.
 *
 * @param pattern for example 'order.*'
 * @param topic   for example 'order.placed'; it has no wildcards
 */
export function matches(pattern, topic) {
  const escaped = pattern.replace(/[\\^$.|?+()[\]{}]/g, '\\$&');
  const source = escaped.replaceAll('*', '[^.]+').replace(/(^|\\\.)>$/, '$1.+');
  return new RegExp(`^${source}$`).test(topic);
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
  const present = new Set(); // all subscriptions, in their order
  return {
    subscribe(pattern, handler) {
      const subscription = { pattern, handler };
      present.add(subscription);
      return () => present.delete(subscription);
    },
    publish(topic, data) {
      for (const subscription of [...present]) {
        if (!present.has(subscription)) continue;
        if (matches(subscription.pattern, topic)) subscription.handler(data, topic);
      }
    },
  };
}
