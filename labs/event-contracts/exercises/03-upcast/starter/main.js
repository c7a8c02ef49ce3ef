// Press Run: invoices knows version 2 only. The checks do not look at this file: change it as you like.
import { createBroker } from './kit.js';
import { createReader } from './reader.js';

const SCHEMA = 'https://shop.example/schemas/OrderPlaced/';
const time = '2025-03-09T23:40:00Z';
const v1 = (data) => ({ type: 'OrderPlaced', time, dataschema: `${SCHEMA}1`, data });
const v2 = (data) => ({ type: 'OrderPlaced', time, dataschema: `${SCHEMA}2`, data });
const total = { minor: 900, currency: 'SEK' };
const EVENTS = {
  'o-1 (v1)': v1({ orderId: 'o-1', name: 'Ada', sku: 'BOOK-001', cents: 2500 }),
  'o-2 (v1)': v1({ orderId: 'o-2', name: 'Bob', sku: 'BOOK-007', count: 3, cents: 5400 }),
  'o-3 (v1, no price)': v1({ orderId: 'o-3', name: 'Cleo', sku: 'BOOK-001' }),
  'o-4 (v2)': v2({
    orderId: 'o-4',
    customer: { name: 'Dora' },
    lines: [{ sku: 'BOOK-001', count: 1 }],
    total,
    placedOn: '2026-01-02',
  }),
  'o-5 (v2, no lines)': v2({ orderId: 'o-5', customer: { name: 'Emil' }, total, placedOn: '2026-01-03' }),
  'o-6 (v3)': { type: 'OrderPlaced', time, dataschema: `${SCHEMA}3`, data: { order: 6 } },
  'o-7 (v1, coupon)': v1({ orderId: 'o-7', name: 'Fay', sku: 'BOOK-002', cents: 100, coupon: 'SPRING' }),
};

const broker = createBroker();
const options = { group: 'invoices', consumer: 'invoices-v2', deadLetters: 'dead-letters' };
await broker.subscribe('orders', options, ({ message, ack, nack }) => {
  const receive = createReader({
    handle({ data }) {
      const { customer, lines, total: sum, placedOn } = data;
      console.log(
        `${data.orderId}: ${customer.name}, ${lines[0].count} x ${lines[0].sku}, ${sum.minor / 100} ${sum.currency}, ${placedOn}`,
      );
      return ack();
    },
    bury({ id }, findings) {
      console.log(`${id} is a dead letter: ${findings.join('; ')}`);
      return nack({ requeue: false });
    },
  });
  return receive(message);
});
for (const [id, event] of Object.entries(EVENTS)) await broker.publish('orders', { id, ...event });
await broker.idle().catch((error) => console.log(`invoices has died: ${error.message}`));
await broker.close();
