/**
 * Called whenever a replica starts.
 *
 * @param db   the database: get(key), set(key, value), insert(key, value), transaction(async (tx) => { … })
 * @param bank charges a card: bank({ card, amount }, { idempotencyKey }) resolves to the payment's number
 * @returns a function that handles one message: { id: 'e-2', order: 'o-17', card: 'c-4', amount: 30 }
 */
export function createConsumer({ db, bank }) {
  return async function onPaymentDue({ id, card, amount }) {
    const payment = await bank({ card, amount }, { idempotencyKey: id });
    await db.set(`payments/${id}`, payment);
  };
}
