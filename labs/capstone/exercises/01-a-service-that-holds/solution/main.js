import { createBroker, createDatabase } from './kit.js';
import { validate, work } from './points.js';
import { createService } from './service.js';

const broker = createBroker();
const database = createDatabase();
const listen = (name, topic, say) =>
  broker.connect(name).subscribe(topic, { group: name }, async ({ message, ack }) => {
    console.log(say(message));
    await ack();
  });
await listen(
  'mail',
  'mail',
  ({ id, correlation, causation }) => `mail: ${id}, of ${correlation}, by ${causation}`,
);
await listen('operators', 'parked', ({ id, reason }) => `parked: ${id}, ${reason}`);

// Each copy of points is a process of its own; the first one dies over its first acknowledgement.
const line = broker.connect('points');
let budget = 40;
async function start(onAck) {
  const { publish } = line;
  const service = createService({ db: database.connect('points'), broker: { publish }, validate, work });
  const handler = (delivery) => (budget-- > 0 ? service.onMessage(onAck(delivery)) : delivery.ack());
  return { service, member: await line.subscribe('orders', { group: 'points' }, handler) };
}
const died = Promise.withResolvers();
const first = await start((delivery) => ({
  ...delivery,
  ack() {
    console.log('points dies, and has not acknowledged');
    database.crash('points');
    died.resolve();
    return new Promise(() => {});
  },
}));

const shop = broker.connect('shop');
for (const [n, order] of [
  { customer: 'ada', cents: 2500 },
  { customer: 'ben', cents: '1200' }, // against the contract
  { customer: 'nobody', cents: 100 }, // never can succeed
  { customer: 'cleo', cents: 900 }, // fails each time
  { customer: 'dora', cents: 700 },
].entries()) {
  await shop.publish('orders', { id: `e-${n + 1}`, type: 'OrderPlaced', order: `o-${n + 1}`, ...order });
}
await died.promise;
await first.member.crash();

const { service } = await start((delivery) => delivery);
await broker.idle();
await service.relay();
await broker.idle();
for (const key of database.keys().filter((one) => one.startsWith('points/'))) {
  console.log(`${key}: ${database.peek(key)}`);
}
await broker.close();
