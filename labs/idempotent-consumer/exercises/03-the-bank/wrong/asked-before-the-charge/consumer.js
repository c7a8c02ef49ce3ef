export function createConsumer({ db, bank }) {
  return async function onPaymentDue({ id, card, amount }) {
    if (await db.get(`payments/${id}`)) return;
    const payment = await bank({ card, amount });
    await db.set(`payments/${id}`, payment);
  };
}
