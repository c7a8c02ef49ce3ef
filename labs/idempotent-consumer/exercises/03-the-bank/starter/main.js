import { createConsumer } from './consumer.js';
import { createBus, createDatabase, createService, explore } from './kit.js';

// The second message pays the rest of the first one's order.
const messages = [
  { id: 'e-2', order: 'o-17', card: 'c-4', amount: 30 },
  { id: 'e-3', order: 'o-17', card: 'c-4', amount: 12 },
];

const shop = {
  faults: ['duplicate', 'lost-ack', 'crash-after-effect', 'lost-reply', 'slow'],
  start(sim) {
    const database = createDatabase(sim);
    const bank = createService(sim, {
      name: 'the bank',
      describe: ({ card, amount }) => `charge ${amount} to ${card}`,
      answer: (request, count) => `p-${count + 1}`,
    });
    const bus = createBus(sim);
    for (const name of ['consumer A', 'consumer B']) {
      sim.process(name, ({ process }) => {
        const tools = { db: database.connect(process), bank: bank.connect(process) };
        bus.subscribe(process, createConsumer(tools));
      });
    }
    for (const message of messages) bus.publish(message);
    return { database, bank };
  },
  always: {
    'no card is charged twice': ({ bank }) =>
      [30, 12].every((amount) => bank.effects.filter((charge) => charge.amount === amount).length <= 1) ||
      `The bank made ${bank.effects.length} payments: ${bank.effects.map(({ amount }) => amount).join(', ')}.`,
  },
  eventually: {
    'every payment is noted': ({ database }) =>
      messages.every(({ id }) => database.peek(`payments/${id}`) !== undefined) ||
      `The database has ${database.keys().join(', ') || 'nothing'}.`,
  },
};

const report = await explore(shop, { schedules: 300 });
console.log(report.message);
