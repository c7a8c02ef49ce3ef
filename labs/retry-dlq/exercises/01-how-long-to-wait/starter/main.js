import { setTimeout as sleep } from 'node:timers/promises';
import { createBroker } from './kit.js';
import { startPayments } from './payments.js';
import { startWaiting } from './waiting.js';

// The bank does not answer the first three calls about the first two orders.
const calls = new Map();
async function bank({ order }) {
  const count = (calls.get(order) ?? 0) + 1;
  calls.set(order, count);
  await sleep(3);
  if (count <= 3 && order !== 'o-3') {
    console.log(`${order}: the bank does not answer call ${count}`);
    throw new Error('The bank does not answer.');
  }
  console.log(`${order}: charged`);
}

const broker = createBroker();
const now = () => Date.now();
await startWaiting({ broker: broker.connect('waiting room'), now, sleep });
await startPayments({ broker: broker.connect('payments'), bank, now, base: 20, cap: 1000 });
const orders = broker.connect('orders');
for (const n of [1, 2, 3]) {
  await orders.publish('charges', { id: `o-${n}-charge`, order: `o-${n}`, card: `c-${n}`, amount: n * 10 });
}
await broker.idle();
await broker.close();
