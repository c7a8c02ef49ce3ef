import assert from 'node:assert/strict';
import test from 'node:test';
import { createBroker, createRandom } from './kit.js';
import { startInventory, startNotification } from './shop.js';

const random = createRandom(2026);

/** Orders of chance: some books sell out, some do not. */
function draw() {
  const first = random.between(10, 800);
  const skus = [`BOOK-${random.between(100, 499)}`, `BOOK-${random.between(500, 999)}`];
  const orders = Array.from({ length: random.between(6, 9) }, (_, n) => ({
    id: `e-${first + n}`,
    type: 'OrderPlaced',
    order: `o-${first * 3 + n}`,
    sku: skus[n % 2],
    customer: random.pick(['Ada', 'Ben', 'Cleo', 'Dora']),
  }));
  // Of the first book there are two copies too few.
  const count = (sku) => orders.filter((order) => order.sku === sku).length;
  return { orders, copies: { [skus[0]]: count(skus[0]) - 2, [skus[1]]: count(skus[1]) + 1 } };
}

/** The shop with so many copies of its services, after all orders. `outcomes` is what a group of our own hears. */
async function run({ orders, copies }, { inventories = 1, notifications = 1 } = {}) {
  const broker = createBroker();
  const left = { ...copies };
  const taken = [];
  const mails = [];
  const outcomes = [];
  const stock = {
    async take(sku) {
      taken.push(sku);
      if (!(left[sku] > 0)) return false;
      left[sku] -= 1;
      return true;
    },
  };
  const mail = async (letter) => void mails.push(letter);
  await broker.subscribe('stock', { group: 'listener' }, async ({ message, ack }) => {
    outcomes.push(message);
    await ack();
  });
  for (let n = 0; n < inventories; n++) await startInventory({ broker, stock });
  for (let n = 0; n < notifications; n++) await startNotification({ broker, mail });
  for (const order of orders) await broker.publish('orders', order);
  await broker.idle();
  await broker.close();
  return { taken, mails, outcomes, left };
}

const sorted = (list) => [...list].sort();

/** What each order must end with: the first ones get the copies. */
function due({ orders, copies }) {
  const left = { ...copies };
  return orders.map(({ order, customer, sku }) => ({ order, customer, reserved: left[sku]-- > 0 }));
}

test('inventory sets a copy aside for every order', async () => {
  const shop = draw();
  const { taken } = await run(shop);
  const wanted = shop.orders.map(({ sku }) => sku);
  assert.deepEqual(
    sorted(taken),
    sorted(wanted),
    `There were ${wanted.length} orders, and inventory took a copy ${taken.length} times: every order has to reach it, once.`,
  );
});

test('every order has one outcome, which says whether a copy was left', async () => {
  const shop = draw();
  const { outcomes } = await run(shop);
  for (const { order, reserved } of due(shop)) {
    const types = outcomes.filter((outcome) => outcome.order === order).map(({ type }) => type);
    const type = reserved ? 'StockReserved' : 'ReservationRefused';
    assert.deepEqual(
      types,
      [type],
      `For ${order} the topic stock should carry ${type}, once; it carried ${types.join(', ') || 'nothing'}.`,
    );
  }
});

test('an outcome is an event of its own: it names order and customer, and no other event has its id', async () => {
  const shop = draw();
  const { outcomes } = await run(shop);
  assert.equal(outcomes.length, shop.orders.length, `There were ${outcomes.length} outcomes.`);
  const ids = new Set(shop.orders.map(({ id }) => id));
  for (const { id, order, customer } of outcomes) {
    assert.ok(!ids.has(id), `The outcome for ${order} has the id ${id}, which another event has.`);
    ids.add(id);
    const placed = shop.orders.find((one) => one.order === order);
    assert.equal(customer, placed?.customer, `The outcome for ${order} names the customer ${customer}.`);
  }
});

test('each customer is written to once for an order, and is told its outcome', async () => {
  const shop = draw();
  const { mails } = await run(shop);
  for (const { order, customer, reserved } of due(shop)) {
    const told = mails.filter((mail) => mail.order === order).map(({ to, says }) => `${to}: ${says}`);
    const wanted = `${customer}: ${reserved ? 'reserved' : 'refused'}`;
    assert.deepEqual(
      told,
      [wanted],
      `For ${order} the mail should be “${wanted}”, once; sent was ${told.map((one) => `“${one}”`).join(', ') || 'none'}.`,
    );
  }
});

test('nobody is written to before the outcome is known', async () => {
  const shop = draw();
  const { mails } = await run(shop, { inventories: 0 });
  assert.deepEqual(mails, [], `Inventory was down, and ${mails.length} customers had a mail all the same.`);
});

test('several copies of a service share its work', async () => {
  const shop = draw();
  const { taken, mails } = await run(shop, { inventories: 2, notifications: 3 });
  assert.equal(
    taken.length,
    shop.orders.length,
    `Two inventories together took a copy ${taken.length} times for ${shop.orders.length} orders.`,
  );
  assert.equal(
    mails.length,
    shop.orders.length,
    `Three notifications together sent ${mails.length} mails for ${shop.orders.length} orders.`,
  );
});

/** A call that never ends, and word that it was made. */
function hanging() {
  const { promise: made, resolve } = Promise.withResolvers();
  const call = () => {
    resolve(true);
    return new Promise(() => {});
  };
  return { made, call };
}

/** True if something comes within a moment. */
const soon = (promise) => Promise.race([promise, new Promise((end) => setTimeout(end, 50, false))]);

test('what a copy had not finished when it died is done by another', async () => {
  const [placed] = draw().orders;
  const broker = createBroker();
  const outcomes = [];
  const mails = [];
  await broker.subscribe('stock', { group: 'listener' }, async ({ message, ack }) => {
    outcomes.push(message.order);
    await ack();
  });

  // One inventory dies while it asks the stock, the next one while it publishes.
  const take = hanging();
  const publish = hanging();
  const first = await startInventory({ broker, stock: { take: take.call } });
  await broker.publish('orders', placed);
  assert.ok(await soon(take.made), `Inventory had ${placed.order}, and did not ask the stock.`);
  await first?.crash();
  const stock = { take: async () => true };
  const second = await startInventory({ broker: { ...broker, publish: publish.call }, stock });
  assert.ok(
    await soon(publish.made),
    `An inventory died over ${placed.order} while it asked the stock, and the next one published nothing about it.`,
  );
  await second?.crash();
  const mail = hanging();
  const writing = await startNotification({ broker, mail: mail.call });
  await startInventory({ broker, stock });
  assert.ok(
    await soon(mail.made),
    `An inventory died over ${placed.order} while it published, and notification never heard of it.`,
  );
  await writing?.crash();
  await startNotification({ broker, mail: async ({ order }) => void mails.push(order) });
  await broker.idle();
  await broker.close();
  assert.deepEqual(
    outcomes,
    [placed.order],
    `Outcomes were published for ${outcomes.join(', ') || 'nothing'}.`,
  );
  assert.deepEqual(
    mails,
    [placed.order],
    `A notification died over its mail about ${placed.order}; the next one wrote ${mails.length} mails.`,
  );
});
