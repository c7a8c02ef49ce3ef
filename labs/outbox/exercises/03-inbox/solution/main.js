import { createBroker, createDatabase } from './kit.js';
import { startPoints } from './points.js';
import { createRelay } from './relay.js';

const broker = createBroker();
const database = createDatabase();
const mail = broker.connect('mail');
await mail.subscribe('points', { group: 'mail' }, async ({ message, ack }) => {
  console.log(`mail to ${message.customer}: ${message.points} points, with the id ${message.id}`);
  await ack();
});

// The first points dies at its first acknowledgement.
const died = Promise.withResolvers();
const points = broker.connect('points');
const firstBroker = {
  ...points,
  subscribe: (topic, options, handler) =>
    points.subscribe(topic, options, (delivery) => handler({ ...delivery, ack: die })),
};
function die() {
  console.log('points dies, and has not acknowledged');
  database.crash('points');
  died.resolve();
  return new Promise(() => {});
}
const first = await startPoints({ broker: firstBroker, db: database.connect('points') });

// The outbox of the order service, and a relay that has published the event twice.
const placed = { id: 'e-1', type: 'OrderPlaced', order: 'o-1', customer: 'ada', cents: 2500 };
const orders = broker.connect('orders');
await orders.publish('orders', placed);
await orders.publish('orders', placed);
await died.promise;
await first.crash();

await startPoints({ broker: points, db: database.connect('points') });
await broker.idle();
const look = createRelay({ db: database.connect('relay'), broker: broker.connect('relay') });
await look();
await broker.idle();
console.log(`ada has ${database.peek('points/ada')} points of 25`);
await broker.close();
