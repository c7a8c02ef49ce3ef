import { createBroker } from './kit.js';
import { startInventory, startNotification } from './shop.js';

let copies = 2;
const stock = {
  async take(sku) {
    const taken = copies > 0;
    if (taken) copies -= 1;
    console.log(`inventory: ${sku} ${taken ? 'taken' : 'sold out'}`);
    return taken;
  },
};
const mail = async ({ to, order, says }) => console.log(`mail to ${to}: ${order} ${says}`);

const broker = createBroker();
await startInventory({ broker, stock });
await startNotification({ broker, mail });
for (const [n, customer] of ['Ada', 'Ben', 'Cleo'].entries()) {
  const order = { type: 'OrderPlaced', order: `o-${n + 1}`, sku: 'BOOK-001', customer };
  await broker.publish('orders', { id: `e-${n + 1}`, ...order });
}
await broker.idle();
await broker.close();
