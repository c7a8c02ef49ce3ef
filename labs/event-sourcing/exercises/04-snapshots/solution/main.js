// Press Run, and drag through the log. The checks do not look at this file: change it as you like.
import { createEventStore, trace } from './kit.js';
import { load } from './load.js';

const stream = 'points-c-7';
const store = createEventStore();
const saved = new Map();
let cost = 0;

const options = {
  read(name, from) {
    const events = store.read(name, { from });
    cost += events.length;
    return events;
  },
  snapshots: {
    get: (name) => saved.get(name),
    set(name, snapshot) {
      saved.set(name, snapshot);
      const { version, code, state } = snapshot;
      trace({ type: 'SnapshotTaken', stream, version, code, state: JSON.stringify(state) });
    },
  },
  initialState: () => ({ balance: 0 }),
  evolve: ({ balance }, { points }) => ({ balance: balance + points }),
  code: 1,
  every: 10,
};

for (const [time, count] of [
  ['first', 20],
  ['second', 0],
  ['third', 1],
  ['fourth', 12],
]) {
  for (let n = 0; n < count; n += 1) {
    store.append(stream, 'any', [{ type: 'PointsCredited', points: 5 + n }]);
  }
  cost = 0;
  const { state, version } = load(stream, options);
  console.log(`${time} load: ${state.balance} points at version ${version}, ${cost} events read`);
  const json = JSON.stringify(state);
  trace({ type: 'StateLoaded', stream, version, snapshot: version - cost, replayed: cost, state: json });
}
