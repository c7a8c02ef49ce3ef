/**
 * Called whenever the relay starts.
 *
 * @param db     keys(prefix), get(key), delete(key), and more
 * @param broker publish(topic, message): resolves when the broker has it
 * @returns a function that looks through the outbox once; it is called again and again, one look after the other
 */
export function createRelay({ db, broker }) {
  return async function look() {
    for (const key of await db.keys('outbox/')) {
      const { topic, message } = await db.get(key);
      await Promise.race([
        broker.publish(topic, message),
        new Promise((resolve) => setTimeout(resolve, 100)),
      ]);
      await db.delete(key);
    }
  };
}
