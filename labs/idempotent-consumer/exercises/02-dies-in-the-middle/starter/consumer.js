/**
 * Called whenever the process starts.
 *
 * @param db the database: get(key), set(key, value), insert(key, value), transaction(async (tx) => { … })
 * @returns a function that handles one message, for example { id: 'e-3', customer: 'ada', points: 25 }
 */
export function createConsumer({ db }) {
  return async function onCardCharged({ id, customer, points }) {
    if (await db.get(`handled/${id}`)) return;
    const before = (await db.get(`points/${customer}`)) ?? 0;
    await db.set(`points/${customer}`, before + points);
    await db.set(`handled/${id}`, true);
  };
}
