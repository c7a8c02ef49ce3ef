export function createConsumer({ db }) {
  return async function onCardCharged({ id, customer, points }) {
    const number = Number(id.split('-')[1]);
    if (number <= ((await db.get('newest')) ?? 0)) return;
    const before = (await db.get(`points/${customer}`)) ?? 0;
    await db.set(`points/${customer}`, before + points);
    await db.set('newest', number);
  };
}
