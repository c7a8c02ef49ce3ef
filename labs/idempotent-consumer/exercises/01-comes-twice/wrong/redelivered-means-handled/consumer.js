export function createConsumer({ db }) {
  return async function onCardCharged({ id, customer, points, redelivered }) {
    if (redelivered || (await db.get(`handled/${id}`))) return;
    const before = (await db.get(`points/${customer}`)) ?? 0;
    await db.set(`points/${customer}`, before + points);
    await db.set(`handled/${id}`, true);
  };
}
