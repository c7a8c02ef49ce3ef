import { createBroker, createDatabase } from './kit.js';
import { next } from './saga.js';
import { STEPS } from './steps.js';

const refused = { 'o-2': 'ChargeCard', 'o-3': 'ShipOrder', 'o-4': 'ReserveStock' };
const broker = createBroker();
for (const { service, command, yes, no, undo, undone } of STEPS) {
  const { publish, subscribe } = broker.connect(service);
  await subscribe(service, { group: service }, async ({ message: { type, order }, ack }) => {
    const answer = type === undo ? undone : refused[order] === command ? no : yes;
    console.log(`${order}: ${type} → ${answer}`);
    await publish('events', { id: `${order}-${answer}`, type: answer, order });
    await ack();
  });
}

const database = createDatabase();
const db = database.connect('manager');
const { publish, subscribe } = broker.connect('manager');
await subscribe('events', { group: 'manager' }, async ({ message: { type, order }, ack }) => {
  const saga = await db.get(`sagas/${order}`);
  const { state, send } = next(saga?.state ?? 'new', type, STEPS);
  await db.set(`sagas/${order}`, { state });
  for (const command of send) {
    const { service } = STEPS.find((step) => step.command === command || step.undo === command);
    await publish(service, { id: `${order}-${command}`, type: command, order });
  }
  await ack();
});

// The broker delivers at least once, and o-1 twice.
const shop = broker.connect('shop');
for (const order of ['o-1', 'o-2', 'o-3', 'o-4', 'o-1']) {
  await shop.publish('events', { id: `${order}-placed`, type: 'OrderPlaced', order });
}
await broker.idle();
for (const key of database.keys()) console.log(`${key}: ${database.peek(key).state}`);
await broker.close();
