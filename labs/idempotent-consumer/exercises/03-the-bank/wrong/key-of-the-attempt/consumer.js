import { randomUUID } from 'node:crypto';

export function createConsumer({ db, bank }) {
  return async function onPaymentDue({ id, card, amount }) {
    if (await db.get(`payments/${id}`)) return;
    const payment = await bank({ card, amount }, { idempotencyKey: randomUUID() });
    await db.set(`payments/${id}`, payment);
  };
}
