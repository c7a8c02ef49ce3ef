// Press Run: who is told after leaving, and how many orders are packed at a time? The checks do not look at this file.
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { watch } from './kit.js';
import { keepUpToDate, packOrders } from './shop.js';

const stock = watch(new EventEmitter(), 'stock');
let redrawn = 0;
for (let visit = 1; visit <= 12; visit += 1) {
  const page = new AbortController();
  keepUpToDate(stock, () => (redrawn += 1), page.signal);
  page.abort(); // the customer has left
}
stock.emit('StockChanged', 'BOOK-001', 3);
console.log(`${redrawn} closed pages redrawn, ${stock.listenerCount('StockChanged')} listeners left`);

const shop = watch(new EventEmitter(), 'shop');
let atWork = 0;
async function pack(id) {
  atWork += 1;
  console.log(`${id}: ${atWork} at work`);
  await sleep(5);
  atWork -= 1;
}

const closing = new AbortController();
const day = packOrders(shop, pack, closing.signal);
for (const id of ['o-1', 'o-2', 'o-3']) shop.emit('OrderPlaced', id);
shop.emit('ShopClosed');
console.log(`${await day} orders packed, ${shop.listenerCount('OrderPlaced')} listeners left`);
