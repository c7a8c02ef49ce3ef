// Press Run: which events pass, and who finds the others? The checks do not look at this file: change it as you like.
import { createPublisher, createReceiver } from './contract.js';
import { createBroker } from './kit.js';

const broker = createBroker();
const deadLetters = 'dead-letters';

for (const group of ['invoices', 'stock']) {
  await broker.subscribe('orders', { group, consumer: group, deadLetters }, ({ message, ack, nack }) => {
    const receive = createReceiver({
      handle({ id, data }) {
        const { minor, currency } = data.total;
        console.log(`${group}: ${id} over ${minor / 100} ${currency.toUpperCase()}`);
        return ack();
      },
      bury({ id }, findings) {
        console.log(`${group}: ${id} is a dead letter: ${findings.join('; ')}`);
        return nack({ requeue: false });
      },
    });
    return receive(message);
  });
}

const publish = createPublisher((event) => broker.publish('orders', event));
const lines = [{ sku: 'BOOK-001', count: 1 }];
const events = [
  { orderId: 'o-1', lines, total: { minor: 2500, currency: 'EUR' } },
  { orderId: 'o-2', lines, total: { minor: 1999, currency: 'EUR' }, gift: true },
  { orderId: 'o-3', lines, total: { minor: 19.99 } },
  { orderId: 'order 4', lines: [], total: { minor: 900, currency: 'EUR' } },
];
for (const [n, data] of events.entries()) {
  try {
    await publish({ id: `e-${n + 1}`, type: 'OrderPlaced', data });
  } catch (error) {
    console.log(`not sent: ${error.message}`);
  }
}
// A producer of last year, which does not know the contract.
await broker.publish('orders', { id: 'e-9', type: 'OrderPlaced', data: { orderId: 'o-9', cents: 900 } });
await broker.idle().catch((error) => console.log(`a consumer has died: ${error.message}`));
await broker.close();
