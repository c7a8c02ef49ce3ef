export function createConsumer({ db, bank }) {
  return async function onPaymentDue({ id, card, amount }) {
    let payment;
    try {
      payment = await bank({ card, amount }, { idempotencyKey: id });
    } catch {
      // No answer, so there was no charge: once more.
      payment = await bank({ card, amount }, { idempotencyKey: `${id}-again` });
    }
    await db.set(`payments/${id}`, payment);
  };
}
