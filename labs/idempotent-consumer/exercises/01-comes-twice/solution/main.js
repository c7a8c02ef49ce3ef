import { createConsumer } from './consumer.js';
import { createBus, createDatabase, explore } from './kit.js';

const messages = [
  { id: 'e-3', customer: 'ada', points: 25 },
  { id: 'e-4', customer: 'ada', points: 25 },
  { id: 'e-5', customer: 'bob', points: 40 },
];

const shop = {
  faults: ['duplicate', 'lost-ack', 'drop', 'delay', 'reorder'],
  start(sim) {
    const database = createDatabase(sim);
    const bus = createBus(sim);
    sim.process('consumer', ({ process }) => {
      bus.subscribe(process, createConsumer({ db: database.connect(process) }));
    });
    for (const message of messages) bus.publish(message);
    return database;
  },
  eventually: {
    'ada has 50 points': (database) =>
      database.peek('points/ada') === 50 || `Ada has ${database.peek('points/ada')} points.`,
    'bob has 40 points': (database) =>
      database.peek('points/bob') === 40 || `Bob has ${database.peek('points/bob')} points.`,
  },
};

const report = await explore(shop, { schedules: 300 });
console.log(report.message);
