// Press Run, and drag through the log. The checks do not look at this file: change it as you like.
import { balanceOf } from './account.js';
import { createEventStore, trace } from './kit.js';

const store = createEventStore();

for (const [stream, type, points] of [
  ['points-c-7', 'PointsCredited', 80],
  ['points-c-9', 'PointsCredited', 10],
  ['points-c-7', 'PointsExpired', 20],
]) {
  const { version, position } = store.append(stream, 'any', [{ type, points }]);
  console.log(`${stream} ${version}: ${type} ${points}`);
  // For the picture: the balance as your code has it at this point.
  const state = String(balanceOf(store.readAll(), stream));
  trace({ type: 'StateLoaded', stream, version, snapshot: 0, replayed: position, state });
}

const log = store.readAll();
console.log(`the balance of c-7 is ${balanceOf(log, 'points-c-7')}, and should be 60`);
console.log(`after version 1 it was ${balanceOf(log, 'points-c-7', 1)}, and should be 80`);
