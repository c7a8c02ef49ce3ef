/** Publishes what stands in the outbox, and takes it away. Nothing has to be changed here. */
export function createRelay({ db, broker }) {
  return async function look() {
    for (const key of await db.keys('outbox/')) {
      const { topic, message } = await db.get(key);
      await broker.publish(topic, message);
      await db.delete(key);
    }
  };
}
