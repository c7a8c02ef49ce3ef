/**
 * Called whenever the relay starts.
 *
 * @param db     keys(prefix), get(key), delete(key), and more
 * @param broker publish(topic, message): resolves when the broker has it
 * @returns a function that looks through the outbox once; it is called again and again, one look after the other
 */
export function createRelay({ db, broker }) {
  return async function look() {
    const keys = await db.keys('outbox/');
    await Promise.all(
      keys.map(async (key) => {
        const { topic, message } = await db.get(key);
        await db.delete(key);
        await broker.publish(topic, message);
      }),
    );
  };
}
