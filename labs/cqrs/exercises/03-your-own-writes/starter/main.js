// Press Run, and look at where the list stands when it is asked.
// The checks do not look at this file: change it as you like.
import { createEventStore, trace } from './kit.js';
import { createQueries } from './queries.js';

const store = createEventStore();
const listeners = new Set();
const list = {
  position: 0,
  points: 0,
  rows: () => ({ points: list.points }),
  onAdvance(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  catchUp() {
    for (const { points, position } of store.readAll({ after: list.position })) {
      list.points += points;
      list.position = position;
    }
    const state = JSON.stringify(list.rows());
    trace({ type: 'ProjectionAdvanced', projection: 'balances', checkpoint: list.position, state });
    for (const listener of [...listeners]) listener();
  },
};
const clock = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** A command: it answers with the position of its event. The list hears of it `lag` milliseconds later. */
function change(points, lag) {
  const type = points < 0 ? 'PointsRedeemed' : 'PointsCredited';
  const { position } = store.append('points-c-7', 'any', [{ type, points }]);
  setTimeout(() => list.catchUp(), lag);
  return position;
}

const { ask } = createQueries({ list, clock });
const show = (who, { rows, position, isStale }) =>
  console.log(`${who}: ${rows.points} points at position ${position}${isStale ? ', and that is stale' : ''}`);

await ask({ after: change(80, 0) });
await new Promise((resolve) => setTimeout(resolve, 10));

const hers = change(-50, 30);
show('somebody else', await ask());
show('she', await ask({ after: hers }));

const late = change(5, 500);
show('she, after 100 ms', await ask({ after: late, within: 100 }));
