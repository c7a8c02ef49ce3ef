// Press Run, and step through the log.
// The checks do not look at this file: change it as you like.
import { createEventStore, trace } from './kit.js';
import { createReadModel } from './read-model.js';

const store = createEventStore();

function createList(name, valueOf) {
  const list = {
    name,
    checkpoint: 0,
    sum: 0,
    read: () => list.sum,
    advance(atMost = Infinity) {
      for (const event of store.readAll({ after: list.checkpoint, limit: atMost })) {
        list.sum += valueOf(event);
        list.checkpoint = event.position;
      }
      const state = JSON.stringify({ sum: list.sum });
      trace({ type: 'ProjectionAdvanced', projection: name, checkpoint: list.checkpoint, state });
    },
    drop: () => console.log(`${name} is dropped`),
  };
  return list;
}

function order(units, cents) {
  store.append('orders-in-may', 'any', [{ type: 'OrderPlaced', units, cents }]);
}
for (const units of [2, 1, 5, 3, 2, 4, 1, 2, 6, 1]) order(units, units * 990);

const page = createReadModel(
  createList('units', ({ units }) => units),
  { onFailure: (name, error) => console.log(`${name} has failed: ${error.message}`) },
);
page.work(4);
console.log(`${page.name}: ${page.read()}`);

page.rebuild(createList('cents', ({ cents }) => cents));
console.log(`${page.name}: ${page.read()}`);
for (let round = 1; round <= 4; round += 1) {
  order(1, 990);
  const before = page.name;
  page.work(4);
  if (page.name !== before) {
    const checkpoint = store.position();
    trace({ type: 'ProjectionSwitched', from: before, to: page.name, checkpoint });
  }
  console.log(`${page.name}: ${page.read()}`);
}
