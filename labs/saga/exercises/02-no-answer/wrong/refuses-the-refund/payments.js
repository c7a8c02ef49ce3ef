/**
 * @param bank bank.charge(order) moves the money and returns true, or false if the card is declined;
 *             bank.refund(order) moves it back, as often as it is called
 * @param book what payments has written down: get(key), set(key, value), has(key); it survives every restart
 * @returns a function that carries out one command, { id, type: 'ChargeCard' or 'RefundCard', order }, and returns the
 *          type of the event that answers it
 */
export function createPayments({ bank, book }) {
  function charge(order) {
    if (book.has(order) || !bank.charge(order)) return 'CardDeclined';
    book.set(order, 'charged');
    return 'CardCharged';
  }

  function refund(order) {
    const answer = book.get(order) === 'charged' ? 'CardRefunded' : 'RefundRefused';
    if (answer === 'CardRefunded') bank.refund(order);
    book.set(order, 'refunded');
    return answer;
  }

  return function handle({ id, type, order }) {
    if (!book.has(id)) book.set(id, type === 'ChargeCard' ? charge(order) : refund(order));
    return book.get(id);
  };
}
