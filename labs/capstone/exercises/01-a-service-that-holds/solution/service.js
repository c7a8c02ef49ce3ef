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
  async function handle(tx, message) {
    if (!(await tx.insert(`inbox/${message.id}`, true))) return;
    const correlation = message.correlation ?? message.id;
    for (const { topic, message: next } of await work(tx, message)) {
      const traced = { ...next, correlation, causation: message.id };
      await tx.set(`outbox/${next.id}`, { topic, message: traced });
    }
  }

  const park = (message, reason) => broker.publish('parked', { ...message, reason });

  return {
    async onMessage({ message, deliveries, ack, nack }) {
      const problems = validate(message);
      if (problems.length > 0) {
        await park(message, problems.join(', '));
        return ack();
      }
      try {
        await db.transaction((tx) => handle(tx, message));
      } catch (error) {
        if (!error.permanent && deliveries < MOST_DELIVERIES) return nack();
        await park(message, error.message);
      }
      return ack();
    },

    async relay() {
      for (const key of await db.keys('outbox/')) {
        const { topic, message } = await db.get(key);
        await broker.publish(topic, message);
        await db.delete(key);
      }
    },
  };
}
