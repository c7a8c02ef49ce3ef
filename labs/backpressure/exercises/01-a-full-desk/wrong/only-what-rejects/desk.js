/**
 * A desk in front of a slow printer. It holds at most `limit` orders, the one that is being printed included.
 *
 * @param print  prints one label; returns a promise
 * @param limit  how many orders the desk may hold at a time
 * @returns an object with
 *   accept(order): true if the label of this order will be printed, false if the desk is full
 *   idle(): a promise of { printed, failed, refused }, three numbers, as soon as the desk holds nothing
 */
export function createDesk(print, limit) {
  const waiting = [];
  const count = { printed: 0, failed: 0, refused: 0 };
  let held = 0;
  let work = Promise.resolve();

  async function printAll() {
    while (waiting.length > 0) {
      await print(waiting.shift()).then(
        () => (count.printed += 1),
        () => (count.failed += 1),
      );
      held -= 1;
    }
  }

  return {
    accept(order) {
      if (held >= limit) {
        count.refused += 1;
        return false;
      }
      held += 1;
      waiting.push(order);
      if (held === 1) {
        work = printAll();
        work.catch(() => {});
      }
      return true;
    },
    async idle() {
      while (held > 0) await work;
      return { ...count };
    },
  };
}
