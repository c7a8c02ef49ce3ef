// Press Run. The checks do not look at this file: change it as you like.
import { createCounter } from './counter.js';
import { trace } from './kit.js';

const counter = createCounter({ size: 60, slack: 10, keep: 60, partitions: 2 });

// Second of the view, and the partition that it came by.
const views = [
  [5, 0],
  [12, 1],
  [62, 0],
  [58, 0],
  [40, 1],
  [75, 0],
  [90, 1],
  [50, 1],
  [130, 0],
  [200, 1],
];

function print(what, results) {
  for (const { type, start, count, viewed } of results) {
    // For the picture; so below.
    if (type === 'ViewSetAside') trace({ type: 'ItemSetAside', item: what, time: viewed });
    else trace({ type, start, end: start + 60, count });
    if (type === 'ViewSetAside') console.log(`${what}: the view of second ${viewed} is too late`);
    if (type === 'WindowClosed') console.log(`${what}: minute ${start / 60} has ${count} views`);
    if (type === 'WindowCorrected')
      console.log(`${what}: minute ${start / 60} has ${count} views, after all`);
  }
}

for (const [viewed, partition] of views) {
  trace({
    type: 'ItemArrived',
    item: `view of second ${viewed}`,
    time: viewed,
    lane: `partition ${partition}`,
  });
  print(`view of second ${viewed}`, counter.view(viewed, partition));
}
trace({ type: 'TimeTold', time: 260, lane: 'partition 0' });
print('heartbeat at 260', counter.heartbeat(260, 0));
trace({ type: 'ItemArrived', item: 'view of second 30', time: 30, lane: 'partition 0' });
print('view of second 30', counter.view(30, 0));
console.log(`windows that are held: ${counter.open}`);
