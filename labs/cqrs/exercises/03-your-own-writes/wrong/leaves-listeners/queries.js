/**
 * Questions to a list that is a little behind the log.
 *
 * @param list   position                position of the last event that it has applied
 *               rows()                  what it holds now
 *               onAdvance(listener)     calls it after each advance; returns a function that ends this
 * @param clock  after(ms, run)          calls `run` after so many milliseconds; returns a function that calls it off
 * @returns { ask({ after, within }) }, which resolves to { rows, position, isStale }
 */
export function createQueries({ list, clock }) {
  const answer = (after) => ({
    rows: list.rows(),
    position: list.position,
    isStale: list.position < after,
  });

  return {
    ask({ after = 0, within = 200 } = {}) {
      if (list.position >= after) return Promise.resolve(answer(after));
      return new Promise((resolve) => {
        const finish = () => {
          cancel();
          resolve(answer(after));
        };
        list.onAdvance(() => {
          if (list.position >= after) finish();
        });
        const cancel = clock.after(within, finish);
      });
    },
  };
}
