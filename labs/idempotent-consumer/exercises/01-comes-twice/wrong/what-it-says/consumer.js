export function createConsumer({ db }) {
  return async function onCardCharged({ customer, points }) {
    const mark = `handled/${customer}/${points}`;
    if (await db.get(mark)) return;
    const before = (await db.get(`points/${customer}`)) ?? 0;
    await db.set(`points/${customer}`, before + points);
    await db.set(mark, true);
  };
}
