import assert from 'node:assert/strict';
import test from 'node:test';
import { startInventory } from './inventory.js';
import { createBroker, createService, explore } from './kit.js';

/** Orders for one book, of which there is a copy too few. */
function draw(random) {
  const first = random.between(2, 900);
  const sku = `BOOK-${random.between(100, 999)}`;
  return Array.from({ length: 3 }, (_, n) => ({
    id: `e-${first + n}`,
    type: 'OrderPlaced',
    order: `o-${first * 2 + n}`,
    sku,
  }));
}

/** The order service, whose own database remembers what it has sent: it goes on until the broker has everything. */
function placeOrders(sim, broker, orders) {
  const sent = new Set();
  sim.process('orders', async ({ process }) => {
    const { publish } = broker.connect(process);
    for (const order of orders) {
      while (!sent.has(order.id)) {
        await publish('orders', order).then(
          () => sent.add(order.id),
          () => {},
        );
      }
    }
  });
}

function scenario(faults, eventually = { ...NOTHING_LOST, ...ONE_ID }) {
  return {
    faults,
    start(sim) {
      const broker = createBroker(sim);
      const orders = draw(sim.random);
      const warehouse = createService(sim, {
        name: 'the warehouse',
        describe: ({ id, sku }) => `reserve ${sku} for ${id}`,
        answer: (_request, count) => count < orders.length - 1,
      });
      // What arrives in the group of notification, which only notes it down.
      const outcomes = [];
      sim.process('notification', async ({ process }) => {
        await broker
          .connect(process)
          .subscribe('stock', { group: 'notification' }, async ({ message, ack }) => {
            outcomes.push(message);
            await ack();
          });
      });
      sim.process('inventory', async ({ process }) => {
        const ask = warehouse.connect(process);
        const reserve = (id, sku) => ask({ id, sku }, { idempotencyKey: id });
        await startInventory({ broker: broker.connect(process), reserve });
      });
      placeOrders(sim, broker, orders);
      return { broker, orders, warehouse, outcomes };
    },
    eventually,
  };
}

function rightOutcomes({ orders, warehouse, outcomes }) {
  for (const { id, order, sku } of orders) {
    const place = warehouse.effects.findIndex((effect) => effect.id === id && effect.sku === sku);
    const type = place >= 0 && place < orders.length - 1 ? 'StockReserved' : 'ReservationRefused';
    const told = outcomes.filter((outcome) => outcome.order === order).map((outcome) => outcome.type);
    if (told.length === 0) return `Nothing was ever published about ${order} (${id}).`;
    const wrong = told.find((one) => one !== type);
    if (wrong !== undefined) return `For ${order} ${String(wrong)} was published; it should be ${type}.`;
  }
  return true;
}

function oneId({ orders, outcomes }) {
  const owners = new Map();
  for (const { order } of orders) {
    const ids = new Set(outcomes.filter((outcome) => outcome.order === order).map(({ id }) => id));
    if (ids.size > 1) return `The outcome of ${order} was published under ${[...ids].join(' and ')}.`;
    for (const id of ids) {
      if (owners.has(id)) return `${order} and ${owners.get(id)} have outcomes of one id, ${id}.`;
      owners.set(id, order);
    }
  }
  return true;
}

const NOTHING_LOST = {
  'a copy is set aside for every order': ({ orders, warehouse }) => {
    const lost = orders.find(({ id }) => !warehouse.effects.some((effect) => effect.id === id));
    return lost ? `Nobody has asked the warehouse for ${lost.order} (${lost.id}).` : true;
  },
  'the outcome of every order is published, and it is the warehouse’s': rightOutcomes,
  'every message is answered': ({ broker }) =>
    broker.open.length === 0 || `Left over: ${broker.open.join(', ')}.`,
};
const ONE_ID = { 'the outcome of an order has one id, however often it is published': oneId };

async function expectPassed(explored, options) {
  const { verdict, message } = await explore(explored, options);
  assert.ok(verdict === 'passed', message);
}

test('when nothing goes wrong each order is set aside and its outcome published', async () => {
  await expectPassed(scenario([]), { schedules: 40, seed: 100 });
});

test('wherever inventory dies, no order is lost', async () => {
  await expectPassed(scenario({ 'crash-before-effect': 0.15, 'crash-after-effect': 0.15 }, NOTHING_LOST), {
    schedules: 240,
    seed: 2000,
  });
});

test('a call that throws costs no order: the message comes again', async () => {
  await expectPassed(scenario({ refuse: 0.15, 'lost-reply': 0.15 }, NOTHING_LOST), {
    schedules: 240,
    seed: 3000,
  });
});

test('whatever becomes of the connections, an outcome has one id', async () => {
  const faults = { 'lost-ack': 0.2, drop: 0.1, slow: 0.15, partition: 0.1, duplicate: 0.15, restart: 0.05 };
  await expectPassed(scenario(faults), { schedules: 240, seed: 4000 });
});

test('with all of this at once no order is lost, and each has one outcome', async () => {
  const faults = ['drop', 'duplicate', 'delay', 'reorder', 'lost-ack', 'slow', 'partition', 'restart'];
  const more = ['crash-before-effect', 'crash-after-effect', 'refuse', 'lost-reply'];
  await expectPassed(scenario([...faults, ...more]), { schedules: 240, seed: 5000 });
});
