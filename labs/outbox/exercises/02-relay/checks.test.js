import assert from 'node:assert/strict';
import test from 'node:test';
import { createBroker, createDatabase, explore } from './kit.js';
import { createRelay } from './relay.js';

/** Events of two orders; their ids are in no order that a program could go by. */
function draw(random) {
  const numbers = [random.between(300, 599), random.between(11, 299), random.between(600, 900)];
  const first = random.between(11, 99);
  return numbers.map((number, n) => ({
    id: `e-${number}`,
    type: n === 1 ? 'OrderCancelled' : 'OrderPlaced',
    order: `o-${first + Number(n === 2)}`,
    cents: random.between(200, 9900),
  }));
}

/**
 * The order service writes while the relay is at work, which looks until there is nothing more to do. `waits` is how
 * often the broker keeps the relay waiting before it fails.
 */
function scenario(faults, eventually, waits = 0) {
  return {
    faults,
    start(sim) {
      const broker = createBroker(sim);
      const database = createDatabase(sim);
      const messages = draw(sim.random);
      const topic = sim.random.pick(['orders', 'returns', 'subscriptions']);
      const pauses = messages.map(() => sim.random.between(0, 15));
      const wrote = new Set();
      const heard = [];
      const left = { waits };
      const rows = () => database.keys().filter((key) => key.startsWith('outbox/'));
      sim.process('points', async ({ process }) => {
        const { subscribe } = broker.connect(process);
        await subscribe(topic, { group: 'points' }, async ({ message, ack }) => {
          heard.push(message);
          await ack();
        });
      });
      sim.process('orders', async ({ process, sleep }) => {
        const db = database.connect(process);
        for (const [n, message] of messages.entries()) {
          while (!wrote.has(message.id)) {
            if (database.peek(`written/${message.id}`)) wrote.add(message.id);
            else await write(db, { topic, message }).catch(() => {});
          }
          await sleep(pauses[n]);
        }
      });
      sim.process('relay', async ({ process, sleep }) => {
        const tools = { db: database.connect(process), broker: broker.connect(process) };
        if (waits)
          tools.broker = keepWaiting(tools.broker, left, () => sleep(sim.random.between(20, 20_000)));
        const look = createRelay(tools);
        for (let n = 0; n < 15 && (wrote.size < messages.length || rows().length > 0); n++) {
          await lookOnce(look).catch(() => {});
          await sleep(30);
        }
      });
      return { database, broker, messages, heard, rows };
    },
    eventually,
  };
}

/** The broker as it is when it has other things to do: the first publications take long, and come to nothing. */
function keepWaiting(connected, left, wait) {
  const { publish } = connected;
  async function publishLater(topic, message) {
    if (left.waits-- <= 0) return publish(topic, message);
    await wait();
    throw new Error('The broker does not answer.');
  }
  return { ...connected, publish: publishLater };
}

const lookOnce = async (look) => look();

function write(db, row) {
  return db.transaction(async (tx) => {
    await tx.set(`written/${row.message.id}`, true);
    await tx.set(`outbox/${row.message.id}`, row);
  });
}

const nameOf = ({ id, type, order }) => `${id} (${type}, ${order})`;

const LOST = {
  'every event of the outbox is published': ({ messages, heard, rows }) => {
    const lost = messages.find(({ id }) => !heard.some((message) => message?.id === id));
    if (!lost) return true;
    const place = rows().includes(`outbox/${lost.id}`) ? 'still in the outbox' : 'no longer in the outbox';
    return `${nameOf(lost)} is ${place}, and was never published.`;
  },
};
const KEPT_WAITING = {
  'what the broker has not taken is published later': (state) => {
    const says = LOST['every event of the outbox is published'](state);
    return says === true || `${says} The broker had kept two publications waiting, and then refused them.`;
  },
};
const AS_IT_STANDS = {
  'an event is published as it stands in the outbox': ({ messages, heard }) => {
    for (const message of heard) {
      const written = messages.find(({ id }) => id === message?.id);
      if (JSON.stringify(written) === JSON.stringify(message)) continue;
      return `${JSON.stringify(message)} was published; in the outbox stood ${written ? JSON.stringify(written) : 'no event with this id'}.`;
    }
    return true;
  },
};
const TAKEN_OUT = {
  'the outbox is empty when all is done': ({ rows }) =>
    rows().length === 0 || `Still there: ${rows().join(', ')}.`,
};
const IN_ORDER = {
  'events come in the order in which they were written': ({ messages, heard }) => {
    const ids = messages.map(({ id }) => id);
    const came = [...new Set(heard.map((message) => message?.id))].filter((id) => ids.includes(id));
    const wanted = ids.filter((id) => came.includes(id));
    return (
      came.join() === wanted.join() || `Written were ${wanted.join(', ')}; they came as ${came.join(', ')}.`
    );
  },
};
const ONCE = {
  'where nothing goes wrong, an event is published once': ({ messages, heard }) => {
    for (const message of messages) {
      const count = heard.filter(({ id }) => id === message.id).length;
      if (count > 1) return `${nameOf(message)} was published ${count} times.`;
    }
    return true;
  },
};

async function expectPassed(explored, options) {
  const { verdict, message } = await explore(explored, options);
  assert.ok(verdict === 'passed', message);
}

test('when nothing goes wrong each event is published once, as it stands there, and taken out', async () => {
  const all = { ...AS_IT_STANDS, ...LOST, ...TAKEN_OUT, ...ONCE };
  await expectPassed(scenario([], all), { schedules: 60, seed: 100 });
});

test('wherever the relay dies, no event is lost', async () => {
  const faults = { 'crash-before-effect': 0.1, 'crash-after-effect': 0.1 };
  await expectPassed(scenario(faults, LOST), { schedules: 200, seed: 1000 });
});

test('a broker or a database that does not answer costs no event', async () => {
  const faults = { refuse: 0.12, 'lost-reply': 0.12 };
  await expectPassed(scenario(faults, LOST), { schedules: 200, seed: 2000 });
});

test('a broker that keeps the relay waiting before it fails costs no event', async () => {
  const faults = { 'crash-before-effect': 0.02 };
  await expectPassed(scenario(faults, KEPT_WAITING, 2), { schedules: 40, seed: 5000 });
});

test('events come in the order in which they were written, whatever has to be tried again', async () => {
  const faults = { refuse: 0.12, 'lost-reply': 0.05, 'crash-before-effect': 0.05 };
  await expectPassed(scenario(faults, IN_ORDER), { schedules: 200, seed: 3000 });
});

test('with all of this at once nothing is lost, changed, overtaken or left behind', async () => {
  const faults = ['refuse', 'lost-reply', 'crash-before-effect', 'crash-after-effect', 'duplicate'];
  const rates = Object.fromEntries(faults.map((fault) => [fault, 0.06]));
  const all = { ...LOST, ...AS_IT_STANDS, ...TAKEN_OUT, ...IN_ORDER };
  await expectPassed(scenario(rates, all), { schedules: 300, seed: 4000 });
});
