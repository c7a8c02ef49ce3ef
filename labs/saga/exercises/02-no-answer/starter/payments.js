/**
 * @param bank bank.charge(order) moves the money and returns true, or false if the card is declined;
 *             bank.refund(order) moves it back, as often as it is called
 * @param book what payments has written down: get(key), set(key, value), has(key); it survives every restart
 * @returns a function that carries out one command, { id, type: 'ChargeCard' or 'RefundCard', order }, and returns the
 *          type of the event that answers it
 */
export function createPayments({ bank, book }) {
  return function handle({ type, order }) {
    if (type === 'ChargeCard') return bank.charge(order) ? 'CardCharged' : 'CardDeclined';
    bank.refund(order);
    return 'CardRefunded';
  };
}
