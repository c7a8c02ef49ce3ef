// Press Run, and drag through the log. The checks do not look at this file: change it as you like.
import { createEventStore, createProjection } from './kit.js';
import { upcast } from './upcasters.js';

const store = createEventStore();
for (const event of [
  { type: 'PointsCredited', cents: 8050, orderId: 'o-1' },
  { type: 'PointsCredited', v: 2, points: 40, orderId: 'o-2' },
  { type: 'PointsLost', points: 5 },
  { type: 'PointsCredited', v: 3, points: 60, reason: 'birthday' },
]) {
  store.append('points-c-7', 'any', [event]);
}

const sum = createProjection(store, {
  name: 'PointsInAll',
  initialState: () => 0,
  apply(total, stored) {
    const { type, points } = upcast(stored);
    if (type === 'PointsCredited') return total + points;
    if (type === 'PointsExpired') return total - points;
    return total;
  },
});

try {
  while (!sum.catchUp(1)); // one event at a time, for the picture
} catch (error) {
  console.log(`the projection stands before position ${sum.checkpoint + 1}: ${error.message}`);
}
console.log(`the points add up to ${sum.read()}, and should to 175`);
