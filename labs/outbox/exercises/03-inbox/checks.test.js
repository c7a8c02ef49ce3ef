import assert from 'node:assert/strict';
import test from 'node:test';
import { createBroker, createDatabase, explore } from './kit.js';
import { startPoints } from './points.js';

/** Orders of few customers, now and then two of the same amount. */
function draw(random) {
  const first = random.between(11, 900);
  const cents = random.between(200, 4900);
  return Array.from({ length: 2 }, (_, n) => ({
    id: `e-${first * 2 + n}`,
    type: 'OrderPlaced',
    order: `o-${first + n}`,
    customer: random.pick(['ada', 'ben']),
    cents: random.pick([cents, cents + 350]),
  }));
}

const pointsFor = ({ cents }) => Math.floor(cents / 100);

/** Brings to the broker what is in the outbox of points, and takes it out. */
async function sweep(db, publish) {
  for (const key of await db.keys('outbox/')) {
    const { topic, message } = await db.get(key);
    await publish(topic, message);
    await db.delete(key);
  }
}

/**
 * Each order comes so many times. What stands in the outbox counts as announced; it is taken out only if `isSwept`,
 * between the copies.
 */
function scenario(
  { faults = [], copies = 1, replicas = ['points'], isSwept = false },
  { always = {}, eventually = {} },
) {
  return {
    faults,
    start(sim) {
      const broker = createBroker(sim);
      const database = createDatabase(sim);
      const orders = draw(sim.random);
      const heard = [];
      const sent = new Set();
      sim.process('mail', async ({ process }) => {
        const { subscribe } = broker.connect(process);
        await subscribe('points', { group: 'mail' }, async ({ message, ack }) => {
          heard.push(message);
          await ack();
        });
      });
      for (const name of replicas) {
        sim.process(name, async ({ process }) => {
          await startPoints({ broker: broker.connect(process), db: database.connect(process) });
        });
      }
      sim.process('relay', async ({ process, sleep }) => {
        const { publish } = broker.connect(process);
        const db = database.connect(process);
        for (let copy = 1; copy <= copies; copy++) {
          if (copy > 1 && isSwept) {
            await sleep(100);
            await sweep(db, publish);
          }
          for (const order of orders) {
            const name = `${order.id} ${copy}`;
            while (!sent.has(name)) {
              await publish('orders', order).then(
                () => sent.add(name),
                () => {},
              );
            }
          }
        }
      });
      return { database, broker, orders, heard };
    },
    always,
    eventually,
  };
}

function announced({ database, heard }) {
  const rows = database.keys().filter((key) => key.startsWith('outbox/'));
  return [...heard, ...rows.map((key) => database.peek(key)?.message)];
}

const customersOf = ({ orders }) => [...new Set(orders.map(({ customer }) => customer))];
const balanceOf = ({ database }, customer) => database.peek(`points/${customer}`) ?? 0;
const dueTo = ({ orders }, customer) =>
  orders.filter((order) => order.customer === customer).reduce((sum, order) => sum + pointsFor(order), 0);
const ordersOf = ({ orders }, customer) =>
  orders
    .filter((order) => order.customer === customer)
    .map((order) => `${pointsFor(order)} for ${order.order} (${order.id})`)
    .join(' and ');

function compareBalances(state, isWrong) {
  for (const customer of customersOf(state)) {
    const [balance, due] = [balanceOf(state, customer), dueTo(state, customer)];
    if (!isWrong(balance, due)) continue;
    return `${customer} should have ${due} points, ${ordersOf(state, customer)}, and has ${String(balance)}.`;
  }
  return true;
}

const NOT_TWICE = {
  'no order is credited twice': (state) => compareBalances(state, (is, due) => !(is <= due)),
};
const NOT_LOST = { 'every order is credited': (state) => compareBalances(state, (is, due) => !(is >= due)) };
const ANSWERED = {
  'every message is acknowledged': ({ broker }) =>
    broker.open.length === 0 || `Left over: ${broker.open.join(', ')}.`,
};

const TRUE = {
  'nothing is announced that is not in the balance': (state) => {
    for (const customer of customersOf(state)) {
      const events = announced(state).filter((message) => message?.customer === customer);
      const orders = new Map(events.map((message) => [message.order, message.points]));
      const sum = [...orders.values()].reduce((total, points) => total + points, 0);
      const balance = balanceOf(state, customer);
      if (sum <= balance) continue;
      return `Announced to ${customer} are ${sum} points, for ${[...orders.keys()].join(' and ')}; the balance is ${String(balance)}.`;
    }
    return true;
  },
};

const ANNOUNCED = {
  'every credit is announced, under one id, with its points': (state) => {
    const owners = new Map();
    for (const placed of state.orders) {
      const events = announced(state).filter((message) => message?.order === placed.order);
      if (events.length === 0) return `No event says that ${placed.order} (${placed.id}) was credited.`;
      for (const { id, type, customer, points } of events) {
        if (type !== 'PointsCredited' || customer !== placed.customer || points !== pointsFor(placed)) {
          return `For ${placed.order} should be announced PointsCredited, ${pointsFor(placed)} for ${placed.customer}; it is ${String(type)}, ${String(points)} for ${String(customer)}.`;
        }
        if (typeof id !== 'string' || id === placed.id)
          return `The credit for ${placed.order} should have an id of its own; it has ${String(id)}.`;
        if ((owners.get(id) ?? placed.order) !== placed.order)
          return `The credits for ${owners.get(id)} and ${placed.order} have one id, ${id}.`;
        owners.set(id, placed.order);
      }
      const ids = new Set(events.map(({ id }) => id));
      if (ids.size > 1) return `The credit for ${placed.order} was announced as ${[...ids].join(' and ')}.`;
    }
    return true;
  },
  'what is in the outbox says where it is to go': ({ database }) => {
    for (const key of database.keys()) {
      if (!key.startsWith('outbox/') || database.peek(key)?.topic === 'points') continue;
      return `Under ${key} the topic should be points; it is ${String(database.peek(key)?.topic)}.`;
    }
    return true;
  },
};

async function expectPassed(explored, options) {
  const { verdict, message } = await explore(explored, options);
  assert.ok(verdict === 'passed', message);
}

test('when an order comes once it is credited once, and one event says so', async () => {
  const all = { ...NOT_TWICE, ...NOT_LOST, ...ANNOUNCED, ...ANSWERED };
  await expectPassed(scenario({}, { eventually: all }), { schedules: 50, seed: 100 });
});

test('an order that comes twice is credited once', async () => {
  const faults = { duplicate: 0.2, 'lost-ack': 0.2, delay: 0.1 };
  const wanted = { always: NOT_TWICE, eventually: { ...NOT_LOST, ...ANSWERED } };
  await expectPassed(scenario({ faults, copies: 2, isSwept: true }, wanted), { schedules: 120, seed: 1000 });
});

const CRASHES = { 'crash-before-effect': 0.12, 'crash-after-effect': 0.12 };

test('wherever points dies, no order is lost', async () => {
  const explored = scenario({ faults: CRASHES }, { eventually: { ...NOT_LOST, ...ANSWERED } });
  await expectPassed(explored, { schedules: 170, seed: 2000 });
});

test('wherever points dies, no order is credited twice', async () => {
  await expectPassed(scenario({ faults: CRASHES }, { always: NOT_TWICE }), { schedules: 180, seed: 3000 });
});

test('nothing is announced that is not credited', async () => {
  const faults = { ...CRASHES, refuse: 0.15 };
  await expectPassed(scenario({ faults }, { always: TRUE, eventually: TRUE }), {
    schedules: 150,
    seed: 4000,
  });
});

test('what is credited is announced, whatever dies or does not answer', async () => {
  const faults = { ...CRASHES, refuse: 0.1, 'lost-reply': 0.1 };
  await expectPassed(scenario({ faults }, { eventually: ANNOUNCED }), { schedules: 150, seed: 5000 });
});

test('with two copies and all of this at once, balances and events tell the same', async () => {
  const kinds = ['duplicate', 'lost-ack', 'drop', 'delay', 'slow', 'partition', 'refuse', 'lost-reply'];
  const rates = Object.fromEntries(kinds.map((kind) => [kind, 0.05]));
  const faults = { ...rates, 'crash-before-effect': 0.05, 'crash-after-effect': 0.05, restart: 0.02 };
  const wanted = {
    always: { ...NOT_TWICE, ...TRUE },
    eventually: { ...NOT_LOST, ...ANNOUNCED, ...ANSWERED },
  };
  const replicas = ['points A', 'points B'];
  await expectPassed(scenario({ faults, copies: 2, replicas }, wanted), { schedules: 180, seed: 6000 });
});
