export function createConsumer({ db }) {
  return function onCardCharged({ id, customer, points }) {
    return db.transaction(async (tx) => {
      if (!(await tx.insert(`handled/${id}`, true))) return;
      const before = (await db.get(`points/${customer}`)) ?? 0;
      await db.set(`points/${customer}`, before + points);
    });
  };
}
