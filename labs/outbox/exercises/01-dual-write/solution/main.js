import { createBroker, createDatabase } from './kit.js';
import { createOrders } from './orders.js';
import { createRelay } from './relay.js';

const broker = createBroker();
const database = createDatabase();
const points = broker.connect('points');
await points.subscribe('orders', { group: 'points' }, async ({ message, ack }) => {
  console.log(`points hears of ${message.order}`);
  await ack();
});

// The first order service dies on its way to the broker, if it goes there.
const died = Promise.withResolvers();
const firstBroker = {
  ...broker.connect('orders'),
  publish() {
    console.log('the order service dies');
    database.crash('orders');
    died.resolve();
    return new Promise(() => {});
  },
};
const first = createOrders({ db: database.connect('orders'), broker: firstBroker });
await Promise.race([first({ order: 'o-1', customer: 'ada', cents: 2500 }), died.promise]);

// If it did not, it is stopped now; in any case it is started again.
database.crash('orders');
const second = createOrders({ db: database.connect('orders'), broker: broker.connect('orders') });
await second({ order: 'o-2', customer: 'ben', cents: 900 });

const look = createRelay({ db: database.connect('relay'), broker: broker.connect('relay') });
await look();
await broker.idle();
for (const order of ['o-1', 'o-2']) {
  const saved = database.peek(`orders/${order}`);
  console.log(`${order} is ${saved ? 'in the database' : 'not in the database'}`);
}
await broker.close();
