export function createConsumer({ db, bank }) {
  return async function onPaymentDue({ id, order, card, amount }) {
    const payment = await bank({ card, amount }, { idempotencyKey: order });
    await db.set(`payments/${id}`, payment);
  };
}
