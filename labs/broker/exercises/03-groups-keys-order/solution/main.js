import { setImmediate as turn } from 'node:timers/promises';
import { createBroker } from './kit.js';
import { announce, startMail, startTracking } from './tracking.js';

const broker = createBroker({ partitions: 4 });

// Two copies of tracking write into one database; the first one is slow.
const steps = new Map();
const connect = (copy, turns) => ({
  async set(key, value) {
    for (let n = 0; n < turns; n++) await turn();
    steps.set(key, value);
    console.log(`${copy}: ${key} is ${value}`);
  },
});
await startTracking({ broker, db: connect('tracking A', 9) });
await startTracking({ broker, db: connect('tracking B', 1) });

let mails = 0;
await startMail({
  broker,
  mail: async () => {
    mails += 1;
  },
});

const orders = [
  { order: 'o-2', customer: 'Ada' },
  { order: 'o-3', customer: 'Ben' },
];
let number = 0;
for (const step of ['placed', 'paid', 'packed', 'sent']) {
  for (const order of orders) await announce(broker, { id: `e-${++number}`, step, ...order });
}
await broker.idle();
const shown = orders.map(({ order }) => `${order} ${steps.get(`step/${order}`)}`);
console.log(`${mails} mails; shown: ${shown.join(', ')}`);
await broker.close();
