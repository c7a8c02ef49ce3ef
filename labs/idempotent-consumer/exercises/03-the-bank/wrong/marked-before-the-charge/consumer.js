export function createConsumer({ db, bank }) {
  return async function onPaymentDue({ id, card, amount }) {
    if (!(await db.insert(`handled/${id}`, true))) return;
    const payment = await bank({ card, amount }, { idempotencyKey: id });
    await db.set(`payments/${id}`, payment);
  };
}
