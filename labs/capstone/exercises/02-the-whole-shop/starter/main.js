import { setTimeout as sleep } from 'node:timers/promises';
import { validate } from './contracts.js';
import { createBroker, createDatabase } from './kit.js';
import { work } from './orders.js';
import { startOthers } from './others.js';
import { createService } from './service.js';

const broker = createBroker();
const databases = createDatabase();
const tables = new Map();
/** Each service has a database of its own. */
const database = {
  connect(name) {
    if (!tables.has(name)) tables.set(name, name === 'orders' ? databases : createDatabase());
    return tables.get(name).connect(name);
  },
};
await startOthers({ broker, database, sleep });

const { publish, subscribe } = broker.connect('orders');
const service = createService({
  db: database.connect('orders'),
  broker: { publish },
  validate,
  work,
});
await subscribe('orders', { group: 'orders' }, async (delivery) => {
  await service.onMessage(delivery);
  await service.relay();
});

const shop = broker.connect('shop');
const usual = {
  book: 'Emma',
  card: 'c-1',
  cents: 2500,
  address: 'Mill Lane 1',
};
for (const [n, order] of [
  {},
  { book: 'Rare' }, // stock has none
  { card: 'empty' }, // declined
  { card: 'slow' }, // charged when nobody waits any more
  { card: 'bent' }, // parked
].entries()) {
  const message = {
    id: `e-${n + 1}`,
    type: 'OrderPlaced',
    order: `o-${n + 1}`,
    ...usual,
    ...order,
  };
  await shop.publish('orders', message);
}
await sleep(1000);
await broker.idle();
for (const key of databases.keys().filter((one) => one.startsWith('orders/'))) {
  console.log(`${key}: ${databases.peek(key).state}`);
}
await broker.close();
