const handled = new Set();

export function createConsumer({ db }) {
  return async function onCardCharged({ id, customer, points }) {
    if (handled.has(id)) return;
    const before = (await db.get(`points/${customer}`)) ?? 0;
    await db.set(`points/${customer}`, before + points);
    handled.add(id);
  };
}
