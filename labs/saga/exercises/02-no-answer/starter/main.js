import { setTimeout as sleep } from 'node:timers/promises';
import { createBroker, createDatabase } from './kit.js';
import { startManager } from './manager.js';
import { startServices } from './services.js';

// Payments has charged o-2, and its first answer is lost; its answers about o-3 come when nobody waits any more; and
// the first answer of shipping about o-4 is lost.
const answers = {
  'o-2 ChargeCard': [Infinity],
  'o-3 ChargeCard': [170, 170, 170],
  'o-4 ShipOrder': [Infinity],
};
const fate = (order, type) => answers[`${order} ${type}`]?.shift() ?? 0;

const moved = { 'o-1': 0, 'o-2': 0, 'o-3': 0, 'o-4': 0 };
const bank = {
  charge: (order) => ((moved[order] += 25), true),
  refund: (order) => void (moved[order] -= 25),
};

const broker = createBroker();
const database = createDatabase();
await startServices({ broker, bank, fate });
await startManager({ broker, database });
const shop = broker.connect('shop');
for (const order of Object.keys(moved)) {
  await shop.publish('events', { id: `${order}-placed`, type: 'OrderPlaced', order });
}
await sleep(400);
await broker.idle();
for (const [order, euros] of Object.entries(moved)) {
  console.log(`${order}: ${database.peek(`sagas/${order}`).state}, and the customer has paid ${euros}`);
}
await broker.close();
