import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

const shop = new EventEmitter();
shop.on('order', async (id, total) => {
  console.log('stock for', id);
  await charge(id, total);
  console.log('paid', id);
});

async function charge(id, total) {
  await null;
  if (total > 100) throw new RangeError(`${total} is too much for ${id}`);
  return pause(5, 'receipt');
}

process.on('unhandledRejection', (error) => console.log('nobody caught:', error.message));
process.nextTick(() => console.log('tick'));
queueMicrotask(function report() {
  console.log('microtask');
});
shop.emit('order', 'o-1', 20);
shop.emit('order', 'o-2', 250);

setTimeout(() => {
  console.log('timer');
  Promise.all([charge('o-3', 1), charge('o-4', 2)]).then((receipts) => console.log(receipts.join()));
  process.nextTick(console.log, 'tick in timer');
}, 1);
setImmediate(() => console.log('immediate'));
console.log('end of main');
