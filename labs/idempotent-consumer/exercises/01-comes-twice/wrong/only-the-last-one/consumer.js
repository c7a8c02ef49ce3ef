export function createConsumer({ db }) {
  return async function onCardCharged({ id, customer, points }) {
    if ((await db.get('last')) === id) return;
    const before = (await db.get(`points/${customer}`)) ?? 0;
    await db.set(`points/${customer}`, before + points);
    await db.set('last', id);
  };
}
