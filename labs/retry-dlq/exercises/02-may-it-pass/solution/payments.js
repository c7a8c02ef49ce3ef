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
  async function failed(message, error) {
    const { id, order, attempt = 1 } = message;
    const { status } = error;
    if (status === 402) {
      return broker.publish('payments', { id: `${id}-declined`, type: 'CardDeclined', order });
    }
    const mayPass = status === undefined || status >= 500 || [408, 409, 425, 429].includes(status);
    const deserved = status === undefined ? Math.min(3, most) : most;
    if (mayPass && attempt < deserved) return retry(message);
    const reason = mayPass ? 'attempts' : 'permanent';
    await broker.publish('charges.parked', { ...message, reason, error: error.message });
  }

  return broker.subscribe('charges', { group: 'payments' }, async ({ message, ack }) => {
    const { id, order } = message;
    const error = await bank(message).then(
      () => undefined,
      (reason) => reason,
    );
    if (error) await failed(message, error);
    else await broker.publish('payments', { id: `${id}-charged`, type: 'CardCharged', order });
    await ack();
  });
}
