export function createConsumer({ db }) {
  return async function onCardCharged({ id, customer, points }) {
    try {
      await db.transaction(async (tx) => {
        if (!(await tx.insert(`handled/${id}`, true))) return;
        const before = (await tx.get(`points/${customer}`)) ?? 0;
        await tx.set(`points/${customer}`, before + points);
      });
    } catch (error) {
      console.error(`${id} could not be handled: ${error.message}`);
    }
  };
}
