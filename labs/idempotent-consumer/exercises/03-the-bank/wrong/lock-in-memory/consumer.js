export function createConsumer({ db, bank }) {
  const underWay = new Map();

  async function pay({ id, card, amount }) {
    if (await db.get(`payments/${id}`)) return;
    const payment = await bank({ card, amount });
    await db.set(`payments/${id}`, payment);
  }

  return async function onPaymentDue(message) {
    if (!underWay.has(message.id)) {
      underWay.set(
        message.id,
        pay(message).finally(() => underWay.delete(message.id)),
      );
    }
    await underWay.get(message.id);
  };
}
