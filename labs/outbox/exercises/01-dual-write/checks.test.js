import assert from 'node:assert/strict';
import test from 'node:test';
import { createBroker, createDatabase, explore } from './kit.js';
import { createOrders } from './orders.js';

function draw(random) {
  const first = random.between(11, 900);
  return Array.from({ length: 2 }, (_, n) => ({
    order: `o-${first - n * 2}`,
    customer: random.pick(['ada', 'ben', 'cleo', 'dora']),
    cents: random.between(200, 9900),
  }));
}

/**
 * Customers who see no answer look whether the order is in their list, and press once more if it is not; then they give
 * up. What stands in the outbox counts as published: the relay is not tried here.
 */
function scenario(faults, { brokerIsDown = false } = {}) {
  return {
    faults,
    start(sim) {
      const broker = createBroker(sim);
      const database = createDatabase(sim);
      const orders = draw(sim.random);
      const heard = [];
      const presses = new Map();
      const confirmed = new Set();
      sim.process('points', async ({ process }) => {
        const { subscribe } = broker.connect(process);
        await subscribe('orders', { group: 'points' }, async ({ message, ack }) => {
          heard.push(message);
          await ack();
        });
      });
      sim.process('orders', async ({ process, sleep }) => {
        const tools = { db: database.connect(process), broker: broker.connect(process) };
        if (brokerIsDown) tools.broker = { ...tools.broker, publish: () => sleep(30).then(fail) };
        const placeOrder = createOrders(tools);
        for (const order of orders) {
          const key = order.order;
          while (database.peek(`orders/${key}`) === undefined && (presses.get(key) ?? 0) < 2) {
            presses.set(key, (presses.get(key) ?? 0) + 1);
            await press(placeOrder, order).then(
              () => confirmed.add(key),
              () => sleep(10),
            );
          }
        }
      });
      return { database, orders, heard, confirmed };
    },
  };
}

const press = async (placeOrder, order) => placeOrder({ ...order });

function fail() {
  throw new Error('The broker does not answer.');
}

/** What was published, or will be. */
function published({ database, heard }) {
  const rows = database.keys().filter((key) => key.startsWith('outbox/'));
  return [
    ...heard.map((message) => ({ place: 'published', topic: 'orders', message })),
    ...rows.map((key) => ({ place: `under ${key}`, ...database.peek(key) })),
  ];
}

const saved = ({ database, orders }) =>
  orders.filter(({ order }) => database.peek(`orders/${order}`) !== undefined);

const HEARD_OF = {
  'an order that is in the database is published': (state) => {
    const events = published(state);
    const silent = saved(state).find(({ order }) => !events.some(({ message }) => message?.order === order));
    return silent
      ? `${silent.order} is in the database, and no event tells of it: none was published, none is in the outbox.`
      : true;
  },
};

const TRUE = {
  'nobody hears of an order that is not in the database': (state) => {
    for (const { place, message } of published(state)) {
      if (state.database.peek(`orders/${message?.order}`) !== undefined) continue;
      return `An event about ${String(message?.order)} is ${place}, and that order is not in the database.`;
    }
    return true;
  },
};

const KEPT = {
  'an order that was confirmed to the customer is in the database': ({ database, confirmed }) => {
    const lost = [...confirmed].find((order) => database.peek(`orders/${order}`) === undefined);
    return lost ? `placeOrder() ended well for ${lost}, and the database does not have it.` : true;
  },
};

const RIGHT = {
  'an order is saved as it was placed': ({ database, orders }) => {
    for (const { order, customer, cents } of orders) {
      const row = database.peek(`orders/${order}`);
      if (row?.customer === customer && row?.cents === cents) continue;
      return `Under orders/${order} should stand { customer: '${customer}', cents: ${cents} }, and stands ${JSON.stringify(row)}.`;
    }
    return true;
  },
  'its event says what was placed, under an id of its own': (state) => {
    const owners = new Map();
    for (const { place, topic, message } of published(state)) {
      const { id, type, order, customer, cents } = message ?? {};
      if (topic !== 'orders' || typeof id !== 'string' || type !== 'OrderPlaced') {
        return `What is ${place} should be of the topic orders, with a text as id and the type OrderPlaced; it is ${JSON.stringify({ topic, message })}.`;
      }
      const placed = state.orders.find((one) => one.order === order);
      if (placed?.customer !== customer || placed?.cents !== cents) {
        return `The event ${id} says ${customer} and ${cents} cents; ${order} was placed as ${JSON.stringify(placed)}.`;
      }
      if ((owners.get(id) ?? order) !== order)
        return `Two events have the id ${id}: ${owners.get(id)} and ${order}.`;
      owners.set(id, order);
    }
    return true;
  },
};

const SOLD = {
  'an order that is in the database is confirmed to the customer': (state) => {
    const refused = saved(state).find(({ order }) => !state.confirmed.has(order));
    return refused
      ? `${refused.order} is in the database, and placeOrder() failed because the broker did not answer: the customer is told that nothing was sold.`
      : true;
  },
};

async function expectPassed(explored, options) {
  const { verdict, message } = await explore(explored, options);
  assert.ok(verdict === 'passed', message);
}

test('when nothing goes wrong each order is saved, and its event published', async () => {
  const calm = { ...scenario([]), eventually: { ...HEARD_OF, ...RIGHT }, always: {} };
  await expectPassed(calm, { schedules: 50, seed: 100 });
});

test('wherever the order service dies, an order that is saved is published', async () => {
  const crashes = { 'crash-before-effect': 0.15, 'crash-after-effect': 0.15 };
  await expectPassed({ ...scenario(crashes), eventually: HEARD_OF }, { schedules: 250, seed: 1000 });
});

test('nobody hears of an order that is not saved, wherever the service dies and whatever is refused', async () => {
  const faults = { 'crash-before-effect': 0.15, 'crash-after-effect': 0.1, refuse: 0.15, 'lost-reply': 0.1 };
  const explored = { ...scenario(faults), always: TRUE, eventually: TRUE };
  await expectPassed(explored, { schedules: 250, seed: 2000 });
});

test('a broker that does not answer costs no order, and no event', async () => {
  const explored = {
    ...scenario([], { brokerIsDown: true }),
    eventually: { ...RIGHT, ...HEARD_OF, ...SOLD },
  };
  await expectPassed(explored, { schedules: 50, seed: 3000 });
});

test('with all of this at once, orders and events tell the same', async () => {
  const faults = ['crash-before-effect', 'crash-after-effect', 'refuse', 'lost-reply', 'drop', 'duplicate'];
  const rates = Object.fromEntries(faults.map((fault) => [fault, 0.08]));
  const explored = {
    ...scenario(rates),
    always: { ...TRUE, ...KEPT },
    eventually: { ...TRUE, ...KEPT, ...HEARD_OF },
  };
  await expectPassed(explored, { schedules: 400, seed: 4000 });
});
