import { createBroker, createDatabase } from './kit.js';
import { createRelay } from './relay.js';

const broker = createBroker();
const database = createDatabase();
const orders = database.connect('orders');
for (const [n, customer] of ['ada', 'ben', 'cleo'].entries()) {
  const message = { id: `e-${n + 1}`, type: 'OrderPlaced', order: `o-${n + 1}`, customer };
  await orders.transaction(async (tx) => {
    await tx.set(`orders/${message.order}`, { customer });
    await tx.set(`outbox/${message.id}`, { topic: 'orders', message });
  });
}

const points = broker.connect('points');
await points.subscribe('orders', { group: 'points' }, async ({ message, ack }) => {
  console.log(`points gets ${message.id}`);
  await ack();
});

// The first relay dies as soon as the broker has an event.
const died = Promise.withResolvers();
const relay = broker.connect('relay');
let isDying = false;
const firstBroker = {
  ...relay,
  async publish(topic, message) {
    if (!isDying) {
      isDying = true;
      await relay.publish(topic, message);
      console.log(`the relay dies: the broker has ${message.id}`);
      database.crash('relay');
      died.resolve();
    }
    return new Promise(() => {});
  },
};
const first = createRelay({ db: database.connect('relay'), broker: firstBroker });
await Promise.race([first(), died.promise]);

// The second one finds what the first has left.
const second = createRelay({ db: database.connect('relay'), broker: relay });
await second();
await second();
await broker.idle();
console.log(`${database.keys().filter((key) => key.startsWith('outbox/')).length} rows are left`);
await broker.close();
