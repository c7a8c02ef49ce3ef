export function createConsumer({ db }) {
  return function onCardCharged({ id, customer, points }) {
    db.transaction(async (tx) => {
      if (!(await tx.insert(`handled/${id}`, true))) return;
      const before = (await tx.get(`points/${customer}`)) ?? 0;
      await tx.set(`points/${customer}`, before + points);
    }).catch(() => {});
  };
}
