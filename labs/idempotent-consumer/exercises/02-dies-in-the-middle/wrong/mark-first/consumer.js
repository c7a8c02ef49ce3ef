export function createConsumer({ db }) {
  return async function onCardCharged({ id, customer, points }) {
    if (!(await db.insert(`handled/${id}`, true))) return;
    const before = (await db.get(`points/${customer}`)) ?? 0;
    await db.set(`points/${customer}`, before + points);
  };
}
