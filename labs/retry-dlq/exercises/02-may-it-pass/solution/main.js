import { setTimeout as sleep } from 'node:timers/promises';
import { createBroker } from './kit.js';
import { startPayments } from './payments.js';
import { startWaiting } from './waiting.js';

// What the bank says to each call about an order, in turn; undefined is “charged”.
const answers = {
  'o-1': () => undefined,
  'o-2': () => 402,
  'o-3': (call) => (call <= 2 ? 503 : undefined),
  'o-4': () => 422,
  'o-5': () => 500,
};
const calls = { 'o-1': 0, 'o-2': 0, 'o-3': 0, 'o-4': 0, 'o-5': 0 };
async function bank({ order }) {
  const call = ++calls[order];
  await sleep(2);
  if (call > 8) {
    console.log(`${order}: eight calls, and no end in sight`);
    process.exit(1);
  }
  const status = answers[order](call);
  console.log(`${order}: the bank says ${status ?? 'charged'}`);
  if (status !== undefined) throw Object.assign(new Error(`the bank said ${status}`), { status });
}

const broker = createBroker();
const waiting = { now: () => Date.now(), sleep, base: 5, cap: 100 };
const retry = await startWaiting({ broker: broker.connect('waiting room'), ...waiting });
await startPayments({ broker: broker.connect('payments'), bank, retry, most: 4 });
await broker.connect('mail').subscribe('payments', { group: 'mail' }, async ({ message, ack }) => {
  console.log(`${message.order}: ${message.type}`);
  await ack();
});
await broker
  .connect('operators')
  .subscribe('charges.parked', { group: 'operators' }, async ({ message, ack }) => {
    console.log(`${message.order}: parked, ${message.reason}: ${message.error}`);
    await ack();
  });
const orders = broker.connect('orders');
for (const n of [1, 2, 3, 4, 5]) {
  await orders.publish('charges', { id: `o-${n}-charge`, order: `o-${n}`, card: `c-${n}`, amount: n * 10 });
}
await broker.idle();
await broker.close();
