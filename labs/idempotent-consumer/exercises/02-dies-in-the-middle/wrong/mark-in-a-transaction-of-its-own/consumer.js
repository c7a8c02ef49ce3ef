export function createConsumer({ db }) {
  return async function onCardCharged({ id, customer, points }) {
    if (await db.get(`handled/${id}`)) return;
    await db.transaction(async (tx) => {
      const before = (await tx.get(`points/${customer}`)) ?? 0;
      await tx.set(`points/${customer}`, before + points);
    });
    await db.transaction((tx) => tx.set(`handled/${id}`, true));
  };
}
