// Press Run, and look at the list beside the log.
// The checks do not look at this file: change it as you like.
import { createEventStore, trace } from './kit.js';
import { createSales } from './sales.js';

const store = createEventStore();
function placed(orderId, product, units) {
  return { type: 'OrderPlaced', orderId, product, units };
}
let read = 0;
let position = 0;

const log = {
  readAfter(after) {
    const events = store.readAll({ after });
    read += events.length;
    position = events.at(-1)?.position ?? after;
    return events;
  },
};
const rows = new Map();
const database = {
  get: (key) => rows.get(key),
  set: (key, value) => void rows.set(key, value),
  transaction: (work) => work(database),
};

function show(sales, when) {
  sales.catchUp();
  const sold = { mug: sales.sold('mug'), lamp: sales.sold('lamp') };
  trace({
    type: 'ProjectionAdvanced',
    projection: 'sales',
    checkpoint: position,
    state: JSON.stringify(sold),
  });
  console.log(`${when}: ${sold.mug} mugs, ${sold.lamp} lamps, ${read} events read so far`);
}

let sales = createSales({ log, database, name: 'sales' });
store.append('order-1', 'any', [placed('o-1', 'mug', 2)]);
store.append('order-2', 'any', [placed('o-2', 'lamp', 4)]);
show(sales, 'in the morning');
store.append('order-3', 'any', [placed('o-3', 'mug', 1)]);
store.append('order-1', 'any', [{ type: 'OrderShipped', orderId: 'o-1' }]);
show(sales, 'at noon');

sales = createSales({ log, database, name: 'sales' });
store.append('order-2', 'any', [{ type: 'OrderCancelled', orderId: 'o-2' }]);
store.append('order-4', 'any', [placed('o-4', 'lamp', 1)]);
show(sales, 'after a restart');
