import { setTimeout as sleep } from 'node:timers/promises';
import { createCoordinator } from './coordinator.js';
import { createBroker, createDatabase } from './kit.js';
import { startServices } from './services.js';

const orders = ['o-1', 'o-2'];
const broker = createBroker();
const database = createDatabase();
const now = () => Date.now();
await startServices({ broker });

// The first coordinator dies when it wants to have the card of o-2 charged.
const line = broker.connect('coordinator');
const died = Promise.withResolvers();
const dying = {
  async publish(topic, message) {
    if (message.id !== 'o-2-ChargeCard') return line.publish(topic, message);
    console.log('the coordinator dies, and has not sent ChargeCard for o-2');
    database.crash('coordinator');
    died.resolve();
    return new Promise(() => {});
  },
};
const first = createCoordinator({ db: database.connect('coordinator'), broker: dying, now });
const member = await line.subscribe('events', { group: 'coordinator' }, first.onEvent);
const shop = broker.connect('shop');
for (const order of orders) {
  await shop.publish('events', { id: `${order}-placed`, type: 'OrderPlaced', order });
}
await died.promise;
await member.crash();

// The second one finds the log.
const second = createCoordinator({ db: database.connect('coordinator'), broker: line, now });
await line.subscribe('events', { group: 'coordinator' }, second.onEvent);
for (let n = 0; n < 30; n++) {
  await second.look();
  await sleep(20);
}
await broker.idle();
for (const order of orders) {
  console.log(`${order}: ${database.peek(`sagas/${order}`)?.state ?? 'nobody knows of it any more'}`);
}
await broker.close();
