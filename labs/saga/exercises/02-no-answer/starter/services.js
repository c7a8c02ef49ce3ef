import { createPayments } from './payments.js';
import { STEPS } from './steps.js';

/**
 * Stock, payments and shipping: each takes its commands, and answers every one with an event that names the command.
 * `fate(order, type)` says what becomes of an answer: so many milliseconds of delay, or Infinity if it is lost.
 */
export async function startServices({ broker, bank, fate }) {
  const handlers = {
    stock: ({ type }) => (type === 'ReleaseStock' ? 'StockReleased' : 'StockReserved'),
    payments: createPayments({ bank, book: new Map() }),
    shipping: () => 'ParcelShipped',
  };
  for (const [name, handle] of Object.entries(handlers)) {
    const { publish, subscribe } = broker.connect(name);
    await subscribe(name, { group: name }, async ({ message, ack }) => {
      const { id, type, order } = message;
      const answer = handle(message);
      const delay = fate(order, type);
      console.log(`${order}: ${type} → ${answer}${says(delay)}`);
      const event = { id: `${id}-${answer}`, type: answer, order, command: id };
      if (delay === 0) await publish('events', event);
      else if (delay < Infinity) setTimeout(publish, delay, 'events', event);
      await ack();
    });
  }
}

const says = (delay) => (delay === 0 ? '' : delay === Infinity ? ' (lost)' : ` (${delay} ms late)`);

/** The service that takes a command. */
export const serviceFor = (type) =>
  ['stock', 'payments', 'shipping'][
    STEPS.findIndex(({ command, undo }) => command === type || undo === type)
  ];
