/**
 * Called whenever a replica starts.
 *
 * @param db   the database: get(key), set(key, value), insert(key, value), transaction(async (tx) => { … })
 * @param bank charges a card: bank({ card, amount }, { idempotencyKey }) resolves to the payment's number
 * @returns a function that handles one message: { id: 'e-2', order: 'o-17', card: 'c-4', amount: 30 }
 */
export function createConsumer({ db, bank }) {
  return function onPaymentDue({ id, card, amount }) {
    return db.transaction(async (tx) => {
      if (!(await tx.insert(`handled/${id}`, true))) return;
      await bank({ card, amount });
    });
  };
}
