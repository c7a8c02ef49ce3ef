import assert from 'node:assert/strict';
import test from 'node:test';
import { createConsumer } from './consumer.js';
import { createBus, createDatabase, explore } from './kit.js';

const CUSTOMERS = ['ada', 'bob', 'cleo'];

/** Messages that a schedule's own chance makes. */
function draw(random) {
  const first = random.between(3, 900);
  return Array.from({ length: random.between(3, 5) }, (_, index) => ({
    id: `e-${first + index}`,
    customer: random.pick(CUSTOMERS),
    points: random.between(1, 9) * 5,
  }));
}

/** What every customer should have, once all of these have been credited once. */
function balances(messages) {
  const wanted = new Map(CUSTOMERS.map((customer) => [customer, 0]));
  for (const { customer, points } of messages) wanted.set(customer, wanted.get(customer) + points);
  return wanted;
}

function compare({ database, messages }, isWrong, words) {
  for (const [customer, wanted] of balances(messages)) {
    const has = database.peek(`points/${customer}`) ?? 0;
    const ids = messages.filter((message) => message.customer === customer).map(({ id }) => id);
    if (isWrong(has, wanted))
      return `${customer} has ${has} points ${words} ${wanted}, from ${ids.join(', ')}.`;
  }
  return true;
}

function scenario({ faults, make = draw, then = () => {} }) {
  return {
    faults,
    start(sim) {
      const database = createDatabase(sim);
      const bus = createBus(sim);
      const process = sim.process('consumer', (started) => {
        bus.subscribe(started.process, createConsumer({ db: database.connect(started.process) }));
      });
      const messages = make(sim.random);
      for (const message of messages) bus.publish(message);
      then({ sim, bus, process, messages });
      return { database, messages };
    },
    always: {
      'no message is credited twice': (state) => compare(state, (has, wanted) => has > wanted, 'instead of'),
    },
    eventually: {
      'every message is credited': (state) => compare(state, (has, wanted) => has !== wanted, 'instead of'),
    },
  };
}

async function expectPassed(explored, options) {
  const { verdict, message } = await explore(explored, options);
  assert.ok(verdict === 'passed', message);
}

test('a message that comes once is credited once', async () => {
  await expectPassed(scenario({ faults: [] }), { schedules: 50, seed: 100 });
});

test('a message that is delivered twice is credited once', async () => {
  await expectPassed(scenario({ faults: ['duplicate', 'lost-ack'] }), { schedules: 300, seed: 2000 });
});

test('however late and in whatever order deliveries come, each message is credited once', async () => {
  const faults = ['duplicate', 'lost-ack', 'drop', 'delay', 'reorder'];
  await expectPassed(scenario({ faults }), { schedules: 450, seed: 3000 });
});

test('two messages that say the same are two', async () => {
  const make = (random) => {
    const [message] = draw(random);
    return [message, { ...message, id: `${message.id}-b` }, { ...message, id: `${message.id}-c` }];
  };
  const faults = { duplicate: 0.3 };
  await expectPassed(scenario({ faults, make }), { schedules: 100, seed: 4000 });
});

test('after a deployment it still knows what it has handled', async () => {
  // The producer has not heard the confirm, and publishes again when the process has a new memory.
  const then = ({ sim, bus, process, messages }) => {
    setTimeout(() => sim.crash(process), 1000);
    setTimeout(() => messages.forEach((message) => bus.publish(message)), 2000);
  };
  await expectPassed(scenario({ faults: ['reorder'], then }), { schedules: 100, seed: 5000 });
});
