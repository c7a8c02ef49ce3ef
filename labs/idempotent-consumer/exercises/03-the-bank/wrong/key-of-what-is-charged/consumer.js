export function createConsumer({ db, bank }) {
  return async function onPaymentDue({ id, card, amount }) {
    const payment = await bank({ card, amount }, { idempotencyKey: `${card}/${amount}` });
    await db.set(`payments/${id}`, payment);
  };
}
