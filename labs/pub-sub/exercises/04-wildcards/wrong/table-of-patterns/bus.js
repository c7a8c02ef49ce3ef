/**
 * True if a pattern stands for a topic. Words are separated by dots; `*` stands for exactly one word, and `>`, at the end
 * only, for one or more.
 *
 * @param pattern for example 'order.*'
 * @param topic   for example 'order.placed'; it has no wildcards
 */
export function matches(pattern, topic) {
  const parts = pattern.split('.');
  const words = topic.split('.');
  const open = parts.at(-1) === '>';
  if (open) parts.pop();
  const fits = open ? words.length > parts.length : words.length === parts.length;
  return fits && parts.every((part, index) => part === '*' || part === words[index]);
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
  const table = new Map(); // pattern → its subscriptions
  return {
    subscribe(pattern, handler) {
      if (!table.has(pattern)) table.set(pattern, new Set());
      const present = table.get(pattern);
      const subscription = { handler };
      present.add(subscription);
      return () => present.delete(subscription);
    },
    publish(topic, data) {
      for (const [pattern, present] of [...table]) {
        if (!matches(pattern, topic)) continue;
        for (const subscription of [...present]) {
          if (present.has(subscription)) subscription.handler(data, topic);
        }
      }
    },
  };
}
