import { EventEmitter } from 'node:events';

const shop = new EventEmitter();

shop.on('OrderPlaced', (order) => console.log(`reserve the stock for ${order}`));
shop.on('OrderPlaced', async (order) => {
  console.log(`begin the mail for ${order}`);
  await null;
  console.log(`send the mail for ${order}`);
});

console.log('before');
shop.emit('OrderPlaced', 'o-1');
console.log('after');
