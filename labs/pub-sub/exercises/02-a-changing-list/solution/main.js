// Press Run: who is missing? The checks do not look at this file: change it as you like.
import { createBus } from './bus.js';
import { watch } from './kit.js';

const bus = watch(createBus());

const stopVoucher = bus.subscribe('OrderPlaced', (id) => {
  console.log(`voucher: one for ${id}, the first customer`);
  stopVoucher();
});
bus.subscribe('OrderPlaced', (id) => console.log(`stock: ${id} set aside`));
bus.subscribe('OrderPlaced', (id) => {
  console.log(`accounting: ${id} entered`);
  if (id === 'o-1') bus.subscribe('OrderPlaced', (later) => console.log(`audit: saw ${later}`));
});
bus.subscribe('OrderPlaced', (id) => console.log(`press: first order of the day is ${id}`), { once: true });

for (const id of ['o-1', 'o-2']) {
  console.log(`-- ${id}`);
  bus.publish('OrderPlaced', id);
}
