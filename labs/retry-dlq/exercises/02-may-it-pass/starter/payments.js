/**
 * Called whenever payments starts.
 *
 * @param broker publish(topic, message), subscribe(topic, { group }, handler)
 * @param bank   await bank(charge): throws an error, with a status if the bank has answered
 * @param retry  await retry(message): it comes again a little later, and says in attempt which time it is
 * @param most   how often a charge is tried
 * @returns what subscribe() resolves to
 */
export function startPayments({ broker, bank, retry, most }) {
  return broker.subscribe('charges', { group: 'payments' }, async ({ message, ack }) => {
    const { id, order } = message;
    try {
      await bank(message);
      await broker.publish('payments', { id: `${id}-charged`, type: 'CardCharged', order });
    } catch {
      await retry(message);
    }
    await ack();
  });
}
