/** So often a message that fails is tried, before it is parked. */
const MOST_DELIVERIES = 4;

/**
 * Called whenever the service starts.
 *
 * @param db       the service's own: get, set, insert, delete, keys(prefix), transaction(async (tx) => { … })
 * @param broker   publish(topic, message): resolves when the broker has it
 * @param validate validate(message): a list of what is wrong with it, empty if it keeps its contract
 * @param work     await work(tx, message): does the work through tx, and resolves to a list of what follows from it, each
 *                 { topic, message: { id, type, … } }; it may throw, an error with `permanent: true` if it never can succeed
 * @returns { onMessage, relay }: onMessage({ message, deliveries, ack, nack }) handles a message; relay() brings what is in the
 *          outbox to the broker, and is called again and again, one call after the other
 */
export function createService({ db, broker, validate, work }) {
  return {
    async onMessage({ message, ack, nack }) {
      try {
        for (const { topic, message: next } of await work(db, message)) await broker.publish(topic, next);
      } catch {
        return nack();
      }
      await ack();
    },

    async relay() {},
  };
}
