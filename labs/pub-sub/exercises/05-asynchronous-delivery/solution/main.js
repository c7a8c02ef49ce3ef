// Press Run: what does stock hear first, the order or the gift? The checks do not look at this file: change it as you like.
import { createBus } from './bus.js';
import { watch } from './kit.js';

const bus = watch(
  createBus({ onError: (error, type) => console.log(`log file: ${type}, ${error.message}`) }),
);

bus.subscribe('OrderPlaced', (id) => {
  if (id !== 'o-1') return;
  console.log('voucher: o-1 gets a gift');
  bus.publish('OrderPlaced', 'gift-1');
});
bus.subscribe('OrderPlaced', async (id) => {
  console.log(`stock: ${id} is being looked for`);
  await new Promise((resolve) => setTimeout(resolve, 5));
  console.log(`stock: ${id} set aside`);
});

bus.publish('OrderPlaced', 'o-1');
console.log('checkout: we have your order o-1');
await bus.idle();
console.log('idle: the shop can close');
