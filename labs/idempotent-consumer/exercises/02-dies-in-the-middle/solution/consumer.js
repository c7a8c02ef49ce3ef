/**
 * Called whenever the process starts.
 *
 * @param db the database: get(key), set(key, value), insert(key, value), transaction(async (tx) => { … })
 * @returns a function that handles one message, for example { id: 'e-3', customer: 'ada', points: 25 }
 */
export function createConsumer({ db }) {
  return function onCardCharged({ id, customer, points }) {
    return db.transaction(async (tx) => {
      if (!(await tx.insert(`handled/${id}`, true))) return;
      const before = (await tx.get(`points/${customer}`)) ?? 0;
      await tx.set(`points/${customer}`, before + points);
    });
  };
}
