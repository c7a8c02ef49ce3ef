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

function scenario(faults) {
  return {
    faults,
    start(sim) {
      const database = createDatabase(sim);
      const bus = createBus(sim);
      sim.process('consumer', ({ process }) => {
        bus.subscribe(process, createConsumer({ db: database.connect(process) }));
      });
      const messages = draw(sim.random);
      for (const message of messages) bus.publish(message);
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
  await expectPassed(scenario([]), { schedules: 50, seed: 100 });
});

test('no message is credited twice, wherever the process dies', async () => {
  const { always, ...rest } = scenario(['crash-after-effect', 'duplicate']);
  await expectPassed({ ...rest, always, eventually: {} }, { schedules: 250, seed: 2000 });
});

test('no message is lost, wherever the process dies', async () => {
  const { eventually, ...rest } = scenario(['crash-before-effect', 'crash-after-effect']);
  const lost = (state) => compare(state, (has, wanted) => has < wanted, 'and should have at least');
  await expectPassed(
    { ...rest, always: {}, eventually: { 'every message is credited': lost } },
    { schedules: 250, seed: 3000 },
  );
});

test('a write that the database refuses neither loses a message nor credits it twice', async () => {
  await expectPassed(scenario({ refuse: 0.15, 'lost-reply': 0.1 }), { schedules: 200, seed: 4000 });
});

test('with all of this at once, and duplicates, each message is credited once', async () => {
  const faults = ['duplicate', 'lost-ack', 'reorder', 'crash-before-effect', 'crash-after-effect', 'refuse'];
  await expectPassed(scenario(faults), { schedules: 250, seed: 5000 });
});
