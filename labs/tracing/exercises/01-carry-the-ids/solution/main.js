import { setTimeout as sleep } from 'node:timers/promises';
import { createLine, createServiceBus } from './kit.js';
import { createMessenger } from './tracing.js';

let last = 0;
const newId = () => `e-${(last += 1)}`;
const busOf = createServiceBus({
  story: ({ data }) => data.order,
  sent: (message) => console.log(message),
});
const messengerOf = (source) => createMessenger({ source, bus: busOf(source), line: createLine(), newId });

const inventory = messengerOf('inventory');
inventory.subscribe('OrderPlaced', async ({ order }) => {
  await sleep(20);
  await inventory.publish('StockReserved', { order });
});

// The bank takes one card at a time, and does not answer the first call about o-2.
const payments = messengerOf('payments');
let calls = 0;
payments.subscribe('StockReserved', ({ order }) =>
  payments.later(async () => {
    await sleep(40);
    if (order === 'o-2' && ++calls === 1) throw new Error('the bank does not answer');
    await payments.publish('CardCharged', { order });
  }),
);

// Every order is two parcels, packed at the same time.
const shipping = messengerOf('shipping');
async function pack(order, ms) {
  await sleep(ms);
  await shipping.publish('ParcelPacked', { order });
}
shipping.subscribe('CardCharged', ({ order }) => Promise.all([pack(order, 60), pack(order, 35)]));

const orders = messengerOf('orders');
for (const [n, order] of ['o-1', 'o-2', 'o-3'].entries()) {
  setTimeout(() => orders.publish('OrderPlaced', { order }), n * 15);
}
