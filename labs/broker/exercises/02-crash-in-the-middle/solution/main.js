import { startInventory } from './inventory.js';
import { createBroker } from './kit.js';

const broker = createBroker();
await broker.subscribe('stock', { group: 'notification' }, async ({ message, ack }) => {
  console.log(`notification hears of ${message.order}: ${message.type}`);
  await ack();
});

// The first inventory asks the warehouse, and dies before it has an answer.
const asked = Promise.withResolvers();
const first = await startInventory({
  broker,
  reserve: (id) => {
    console.log(`first inventory asks for ${id}, and dies`);
    asked.resolve();
    return new Promise(() => {});
  },
});
await broker.publish('orders', { id: 'e-1', type: 'OrderPlaced', order: 'o-1', sku: 'BOOK-001' });
await asked.promise;
await first.crash();

// The second one finds what the first has left.
await startInventory({
  broker,
  reserve: async (id) => {
    console.log(`second inventory reserves for ${id}`);
    return true;
  },
});
await broker.publish('orders', { id: 'e-2', type: 'OrderPlaced', order: 'o-2', sku: 'BOOK-001' });
await broker.idle();
await broker.close();
