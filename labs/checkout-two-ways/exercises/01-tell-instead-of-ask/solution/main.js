// Press Run: the same three orders in both designs. The checks do not look at this file: change it as you like.
import * as byCalls from './by-calls.js';
import * as byEvents from './by-events.js';
import { buy, createBus, partsOf } from './shop.js';

const orders = [
  { order: 'o-1', sku: 'BOOK-001', customer: 'ada', amount: 2500 },
  { order: 'o-2', sku: 'BOOK-009', customer: 'cleo', amount: 1800 },
  { order: 'o-3', sku: 'BOOK-001', customer: 'bob', amount: 2500 },
];

const calls = byCalls.createCheckout(partsOf('by calls', 'checkout'));

const busOf = createBus('by events');
const own = (part) => ({ bus: busOf(part), [part]: partsOf('by events', part)[part] });
byEvents.startStock(own('stock'));
byEvents.startPayments(own('payments'));
byEvents.startMail(own('mail'));
const events = byEvents.createCheckout({ bus: busOf('checkout'), ...partsOf('by events', 'checkout') });

for (const [n, order] of orders.entries()) {
  setTimeout(() => buy('by calls', calls, order), n * 400);
  setTimeout(() => buy('by events', events, order), n * 400);
}
