import assert from 'node:assert/strict';
import test from 'node:test';
import { createBroker, explore } from './kit.js';
import { startShipping } from './shipping.js';

const named = (name, text) => Object.assign(new Error(text), { name });

/** What chance makes of the orders: some are sound; the others fail as often as they say, in one way or the other. */
function draw(random, kinds) {
  const first = random.between(10, 900);
  return kinds.map((kind, n) => ({
    id: `e-${first + n}`,
    order: `o-${first * 2 + n}`,
    city: random.pick(['Lyon', 'Graz', 'Turin', 'Porto']),
    kind,
  }));
}

/** How often the carrier fails over an order of each kind before it ships it. */
const failuresOf = (kind, random) =>
  ({ sound: 0, unknown: Infinity, 'down for long': Infinity, 'down for a while': random.between(1, 4) })[
    kind
  ];

function scenario(kinds, { faults = [], replicas = ['shipping A'] } = {}) {
  return {
    faults,
    start(sim) {
      const broker = createBroker(sim);
      const orders = draw(sim.random, kinds);
      const left = new Map(orders.map(({ id, kind }) => [id, failuresOf(kind, sim.random)]));
      const calls = [];
      const shipped = [];
      async function ship(sleep, { id }) {
        await sleep(2000);
        calls.push(id);
        const failures = left.get(id);
        left.set(id, failures - 1);
        const { kind, city } = orders.find((order) => order.id === id);
        if (kind === 'unknown') throw named('AddressUnknown', `There is no such street in ${city}.`);
        if (failures > 0) throw named(sim.random.pick(['CarrierDown', 'Error']), 'Nobody answers.');
        shipped.push(id);
      }
      for (const name of replicas) {
        sim.process(name, async ({ process, sleep }) => {
          const around = (order) => ship(sleep, order);
          await startShipping({ broker: broker.connect(process), ship: around });
        });
      }
      sim.process('orders', async ({ process }) => {
        const { publish } = broker.connect(process);
        for (const { kind, ...order } of orders) await publish('orders', order);
      });
      return { broker, orders, calls, shipped };
    },
  };
}

const idsOf = (list) => list.join(', ') || 'none';
const lettersOf = (broker) => broker.deadLetters('shipping.dead');

const RULES = {
  'each order that can be shipped is shipped': ({ orders, shipped }) => {
    const missing = orders.find(
      ({ id, kind }) => ['sound', 'down for a while'].includes(kind) && !shipped.includes(id),
    );
    return missing ? `${missing.id} could be shipped, and was not.` : true;
  },
  'the dead letters are those that cannot be': ({ broker, orders }) => {
    const wanted = orders
      .filter(({ kind }) => kind === 'unknown' || kind === 'down for long')
      .map(({ id }) => id);
    const found = lettersOf(broker).map(({ message }) => message.id);
    const isRight = found.toSorted().join() === wanted.toSorted().join();
    return isRight || `Dead letters should be ${idsOf(wanted)}; under shipping.dead are ${idsOf(found)}.`;
  },
  'every message is answered': ({ broker }) =>
    broker.open.length === 0 || `Left over: ${broker.open.join(', ')}.`,
};

async function expectPassed(explored, options) {
  const { verdict, message } = await explore(explored, options);
  assert.ok(verdict === 'passed', message);
}

test('sound orders are shipped, once each', async () => {
  const once = {
    'each order is shipped once': ({ orders, shipped }) =>
      shipped.length === orders.length || `${orders.length} orders were shipped ${shipped.length} times.`,
  };
  const kinds = ['sound', 'sound', 'sound'];
  await expectPassed(
    { ...scenario(kinds), eventually: { ...once, ...RULES } },
    { schedules: 100, seed: 100 },
  );
});

test('an order that cannot be shipped is a dead letter at once: the carrier is asked one time', async () => {
  const atOnce = {
    'the carrier is asked once about it': ({ orders, calls }) => {
      const { id } = orders.find(({ kind }) => kind === 'unknown');
      const count = calls.filter((one) => one === id).length;
      return count === 1 || `The carrier was asked ${count} times about ${id}, whose address is unknown.`;
    },
    'its reason is that it was refused': ({ broker }) => {
      const [letter] = lettersOf(broker);
      if (!letter) return 'There is no dead letter under shipping.dead.';
      return letter.reason === 'rejected' || `The reason of the dead letter is ${String(letter.reason)}.`;
    },
  };
  const kinds = ['sound', 'unknown', 'sound'];
  await expectPassed(
    { ...scenario(kinds), eventually: { ...atOnce, ...RULES } },
    { schedules: 200, seed: 1000 },
  );
});

test('an order that could not be shipped comes again, and is shipped when the carrier is back', async () => {
  const kinds = ['down for a while', 'unknown', 'down for a while', 'sound'];
  await expectPassed({ ...scenario(kinds), eventually: RULES }, { schedules: 200, seed: 2000 });
});

test('after five deliveries it is a dead letter, and not before', async () => {
  const five = {
    'it is tried five times': ({ orders, calls }) => {
      const { id } = orders.find(({ kind }) => kind === 'down for long');
      const count = calls.filter((one) => one === id).length;
      return count === 5 || `The carrier was asked ${count} times about ${id}; five deliveries are allowed.`;
    },
  };
  const kinds = ['down for long', 'sound', 'sound'];
  await expectPassed(
    { ...scenario(kinds), eventually: { ...five, ...RULES } },
    { schedules: 200, seed: 3000 },
  );
});

test('with two copies and broken connections no order is lost, and none is tried more than five times', async () => {
  const atMost = {
    'no order is tried more than five times': ({ orders, calls }) => {
      for (const { id } of orders) {
        const count = calls.filter((one) => one === id).length;
        if (count > 5) return `The carrier was asked ${count} times about ${id}.`;
      }
      return true;
    },
    'what is neither shipped nor a dead letter is lost': ({ broker, orders, shipped }) => {
      const dead = lettersOf(broker).map(({ message }) => message.id);
      const lost = orders.find(({ id }) => !shipped.includes(id) && !dead.includes(id));
      return lost ? `${lost.id} was neither shipped nor kept as a dead letter.` : true;
    },
    'what cannot be shipped is kept': ({ broker, orders }) => {
      const dead = lettersOf(broker).map(({ message }) => message.id);
      const lost = orders.find(({ id, kind }) => kind === 'unknown' && !dead.includes(id));
      return lost ? `${lost.id} has an unknown address, and is not under shipping.dead.` : true;
    },
    'every message is answered': RULES['every message is answered'],
  };
  const kinds = ['down for a while', 'unknown', 'down for long', 'sound', 'sound'];
  const faults = ['drop', 'lost-ack', 'delay', 'partition', 'restart'];
  const explored = scenario(kinds, { faults, replicas: ['shipping A', 'shipping B'] });
  await expectPassed({ ...explored, eventually: atMost }, { schedules: 300, seed: 4000 });
});
