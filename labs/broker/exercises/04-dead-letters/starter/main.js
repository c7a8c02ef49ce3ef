import { createBroker } from './kit.js';
import { startShipping } from './shipping.js';

const named = (name) => Object.assign(new Error(name), { name });

let calls = 0;
async function ship({ order, city }) {
  if (++calls > 100) {
    console.log('a hundred calls, and no end in sight');
    process.exit(1);
  }
  if (city === 'Atlantis') throw named('AddressUnknown');
  if (city === 'Longyearbyen') throw named('CarrierDown');
  console.log(`shipped: ${order} to ${city}`);
}

const broker = createBroker();
await startShipping({ broker, ship });
for (const [n, city] of ['Lyon', 'Atlantis', 'Longyearbyen', 'Graz'].entries()) {
  await broker.publish('orders', { id: `e-${n + 1}`, order: `o-${n + 1}`, city });
}
await broker.idle();
for (const { message, reason } of await broker.deadLetters('shipping.dead')) {
  console.log(`dead letter: ${message.order} to ${message.city} (${reason})`);
}
console.log(`${calls} calls of the carrier`);
await broker.close();
