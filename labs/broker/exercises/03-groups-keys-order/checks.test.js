import assert from 'node:assert/strict';
import test from 'node:test';
import { createBroker, createDatabase, createService, explore } from './kit.js';
import { announce, startMail, startTracking } from './tracking.js';

const STEPS = ['placed', 'paid', 'packed', 'sent'];

/** Orders of chance, each with its steps; two of them are of one customer. */
function draw(random, count) {
  const first = random.between(10, 900);
  const names = ['Ada', 'Ben', 'Cleo', 'Dora', 'Emil', 'Finn'];
  const orders = Array.from({ length: count }, (_, n) => ({
    order: `o-${first + n * random.between(1, 9)}-${n}`,
    customer: names[Math.floor(n / 2)],
  }));
  let number = first * 10;
  // An order's steps come close upon each other, and those of others between them.
  return orders.flatMap((order, n) =>
    STEPS.slice(0, n % 3 === 2 ? 3 : 4).map((step) => ({ id: `e-${++number}`, step, ...order })),
  );
}

/** The shop's front end: it announces all events, one order beside the other, and again what was not confirmed. */
function announceAll(sim, broker, events) {
  const sent = new Set();
  const byOrder = Map.groupBy(events, ({ order }) => order);
  sim.process('front end', ({ process }) => {
    const connection = broker.connect(process);
    for (const ofOrder of byOrder.values()) void announceOrder(connection, ofOrder, sent);
  });
}

async function announceOrder(connection, events, sent) {
  for (const event of events) {
    while (!sent.has(event.id)) {
      await announce(connection, event).then(
        () => sent.add(event.id),
        () => {},
      );
    }
  }
}

function scenario(faults, { orders = 3, replicas = ['tracking A', 'tracking B'] } = {}) {
  return {
    faults,
    start(sim) {
      const broker = createBroker(sim, { partitions: 6 });
      const events = draw(sim.random, orders);
      const database = createDatabase(sim);
      const work = new Map(replicas.map((name) => [name, []]));
      const post = createService(sim, { name: 'the post', describe: ({ id }) => `mail about ${id}` });
      for (const name of replicas) {
        sim.process(name, async ({ process }) => {
          const db = database.connect(process);
          const set = async (key, value) => {
            work.get(name).push(key);
            await untilAnswered(() => db.set(key, value));
          };
          await startTracking({ broker: broker.connect(process), db: { ...db, set } });
        });
      }
      sim.process('mail', async ({ process }) => {
        const send = post.connect(process);
        const mail = (event) => untilAnswered(() => send({ id: event.id }));
        await startMail({ broker: broker.connect(process), mail });
      });
      announceAll(sim, broker, events);
      return { broker, events, database, post, work };
    },
  };
}

/** A client that tries again by itself. */
async function untilAnswered(call) {
  for (;;) {
    try {
      return await call();
    } catch {}
  }
}

const lastSteps = {
  'each order is shown at its last step': ({ events, database }) => {
    const last = new Map(events.map(({ order, step }) => [order, step]));
    for (const [order, step] of last) {
      const shown = database.peek(`step/${order}`);
      if (shown !== step) return `${order} has come to “${step}”, and “${String(shown)}” is shown.`;
    }
    return true;
  },
};
const nothingLeft = {
  'every message is answered': ({ broker }) =>
    broker.open.length === 0 || `Left over: ${broker.open.join(', ')}.`,
};
const everyMail = {
  'a mail is sent for every event': ({ events, post }) => {
    const missing = events.find(({ id }) => !post.effects.some((mail) => mail.id === id));
    return missing ? `Nobody was told that ${missing.order} was ${missing.step} (${missing.id}).` : true;
  },
};
const shared = {
  'each event is handled by one copy of tracking': ({ events, work }) => {
    const done = [...work.values()].flat().length;
    return done === events.length || `${events.length} events were handled ${done} times by tracking.`;
  },
};

async function expectPassed(explored, options) {
  const { verdict, message } = await explore(explored, options);
  assert.ok(verdict === 'passed', message);
}

test('each order is shown at its last step, although two copies of tracking are at work', async () => {
  await expectPassed({ ...scenario([]), eventually: lastSteps }, { schedules: 100, seed: 100 });
});

test('the copies of tracking share the events: each is handled by one of them', async () => {
  await expectPassed({ ...scenario([]), eventually: shared }, { schedules: 150, seed: 1000 });
});

test('mail hears of every event, whatever tracking does', async () => {
  await expectPassed(
    { ...scenario([]), eventually: { ...everyMail, ...nothingLeft } },
    { schedules: 150, seed: 2000 },
  );
});

test('different orders are handled side by side: neither copy is idle', async () => {
  const eventually = {
    ...lastSteps,
    'both copies of tracking have work': ({ work, events }) => {
      const idle = [...work].find(([, keys]) => keys.length === 0);
      return idle ? `${events.length} events came, of many orders, and ${idle[0]} had none of them.` : true;
    },
  };
  await expectPassed({ ...scenario([], { orders: 12 }), eventually }, { schedules: 100, seed: 3000 });
});

test('copies that die, are slow or cut off change nothing in that', async () => {
  const faults = [
    'crash-before-effect',
    'crash-after-effect',
    'lost-ack',
    'drop',
    'slow',
    'partition',
    'restart',
  ];
  const eventually = { ...lastSteps, ...everyMail, ...nothingLeft };
  await expectPassed(
    { ...scenario([...faults, 'delay']), mostFaults: 20, eventually },
    { schedules: 500, seed: 4000 },
  );
});
