import assert from 'node:assert/strict';
import test from 'node:test';
import { createClock, createRandom } from './kit.js';
import { startPoints } from './points.js';

/** A bus, a bank of points, and all that happens to them. `isDown(customer)`: whether adding fails for them. */
function openShop({ isDown = () => false, ms = () => 10 } = {}) {
  const clock = createClock();
  const handlers = [];
  const shop = {
    added: [], // { customer, points }
    asked: 0,
    published: [], // { type, data }
    reported: [], // { error, order }
    heard: [], // what another subscriber got to see
    escaped: [], // errors that came out of a handler
    wait: (time = 2000) => clock.advance(time),
    subscriptions: () => handlers.length,
    says(type, data) {
      for (const one of handlers.filter((each) => each.type === type)) {
        try {
          Promise.resolve(one.handler(data)).catch((error) => shop.escaped.push(error));
        } catch (error) {
          shop.escaped.push(error);
        }
      }
      shop.heard.push(structuredClone(data));
    },
  };
  const bus = {
    subscribe(type, handler) {
      const entry = { type, handler };
      handlers.push(entry);
      return () => void (handlers.includes(entry) && handlers.splice(handlers.indexOf(entry), 1));
    },
    publish: (type, data) => void shop.published.push({ type, data: structuredClone(data), at: clock.now() }),
  };
  const accounts = {
    async add(customer, points) {
      shop.asked += 1;
      await clock.sleep(ms());
      if (isDown(customer)) throw new Error(`no account of ${customer}`);
      shop.added.push({ customer, points, at: clock.now() });
    },
  };
  shop.stop = startPoints({
    bus,
    accounts,
    report: (error, order) => void shop.reported.push({ error, order }),
  });
  return shop;
}

function draw(random, n = 0) {
  return {
    order: `o-${random.between(10, 99)}${n}`,
    sku: `BOOK-${random.between(100, 999)}`,
    customer: `${random.pick(['ada', 'bob', 'cleo'])}-${n}`,
    amount: random.between(100, 9999),
  };
}

const told = (entries) =>
  entries.map(({ customer, points }) => `${points} for ${customer}`).join(', ') || 'nothing';
const plain = (entries) => entries.map(({ customer, points }) => ({ customer, points }));

test('a charged card earns one point for each whole euro', async () => {
  for (const [amount, points] of [
    [2500, 25],
    [2590, 25],
    [199, 1],
    [100, 1],
    [99_999, 999],
  ]) {
    const shop = openShop();
    const data = { ...draw(createRandom(amount)), amount };
    shop.says('CardCharged', data);
    await shop.wait();
    const wanted = [{ customer: data.customer, points }];
    assert.deepEqual(
      plain(shop.added),
      wanted,
      `CardCharged ${data.order} with ${amount} cents: added should be ${told(wanted)}; it was ${told(shop.added)}.`,
    );
  }
});

test('only a charged card earns points, and a refund takes the same number back', async () => {
  for (const amount of [2590, 4999, 300]) {
    const shop = openShop();
    const data = { ...draw(createRandom(amount)), amount };
    for (const type of ['OrderPlaced', 'StockReserved', 'CardDeclined', 'StockRefused'])
      shop.says(type, data);
    await shop.wait();
    assert.deepEqual(
      shop.added,
      [],
      `${data.order} was placed and reserved, and no card was charged; added was ${told(shop.added)}.`,
    );
    shop.says('CardCharged', data);
    await shop.wait();
    shop.says('CardRefunded', data);
    await shop.wait();
    const points = Math.floor(amount / 100);
    const wanted = [points, -points].map((number) => ({ customer: data.customer, points: number }));
    assert.deepEqual(
      plain(shop.added),
      wanted,
      `${data.order}, ${amount} cents, was charged and refunded: added should be ${told(wanted)}; it was ${told(shop.added)}.`,
    );
  }
});

test('for less than a euro the bank is not asked, and nothing is published', async () => {
  const shop = openShop();
  for (const amount of [99, 1, 0]) {
    shop.says('CardCharged', { ...draw(createRandom(5)), amount });
    shop.says('CardRefunded', { ...draw(createRandom(5)), amount });
    await shop.wait();
    assert.equal(shop.asked, 0, `${amount} cents are no point, and the bank was asked.`);
    assert.deepEqual(
      shop.published,
      [],
      `${amount} cents are no point, and ${shop.published[0]?.type} was published.`,
    );
  }
  shop.says('CardCharged', { ...draw(createRandom(6)), amount: 100 });
  await shop.wait();
  assert.equal(
    shop.asked,
    1,
    `100 cents are one point: the bank should be asked once, and was ${shop.asked} times.`,
  );
});

test('PointsChanged is published when the points are there, and not before', async () => {
  const shop = openShop({ ms: () => 400 });
  const data = draw(createRandom(21));
  shop.says('CardCharged', data);
  await shop.wait(399);
  assert.deepEqual(
    shop.published,
    [],
    `The bank is still at work, and ${shop.published[0]?.type} was published.`,
  );
  await shop.wait(10);
  const { order, customer } = data;
  const wanted = [
    { type: 'PointsChanged', data: { order, customer, points: Math.floor(data.amount / 100) } },
  ];
  const got = shop.published.map(({ type, data: { order: one, customer: who, points } = {} }) => ({
    type,
    data: { order: one, customer: who, points },
  }));
  assert.deepEqual(
    got,
    wanted,
    `${JSON.stringify(wanted)} should be published; it was ${JSON.stringify(got)}.`,
  );
});

test('when the bank fails that is reported, and harms nobody', async () => {
  const random = createRandom(33);
  const data = [draw(random, 1), draw(random, 2), draw(random, 3)];
  const shop = openShop({ isDown: (customer) => customer === data[1].customer });
  for (const one of data) {
    shop.says('CardCharged', one);
    await shop.wait();
  }
  const { order, customer } = data[1];
  assert.deepEqual(
    shop.escaped.map((error) => error.message),
    [],
    `The bank failed over ${order}, and the error came out of the handler.`,
  );
  assert.deepEqual(
    shop.reported.map(({ error, order: one }) => `${one}: ${error?.message}`),
    [`${order}: no account of ${customer}`],
    `The bank failed over ${order}: that should be reported once, with the error and the order.`,
  );
  const published = shop.published.map(({ data: { order: one } = {} }) => one);
  assert.deepEqual(
    published,
    [data[0].order, data[2].order],
    `The bank failed over ${order} only. PointsChanged should be published for the other two; it was for ${published.join(', ') || 'none'}.`,
  );
});

test('the event stays as it is for all others', async () => {
  const shop = openShop();
  const data = draw(createRandom(41));
  const before = structuredClone(data);
  shop.says('CardCharged', data);
  await shop.wait();
  shop.says('CardRefunded', data);
  await shop.wait();
  assert.deepEqual(
    data,
    before,
    `The event was ${JSON.stringify(before)}, and the next one hears ${JSON.stringify(data)}.`,
  );
  assert.equal(
    shop.asked,
    2,
    `CardCharged and CardRefunded: the bank should be asked twice, and was ${shop.asked} times.`,
  );
});

test('when it is ended nothing new begins, and what is under way is finished', async () => {
  const shop = openShop({ ms: () => 300 });
  const random = createRandom(51);
  const first = draw(random, 1);
  shop.says('CardCharged', first);
  await shop.wait(100);
  assert.equal(
    typeof shop.stop,
    'function',
    `startPoints should return a function that ends it; it returned ${typeof shop.stop}.`,
  );
  shop.stop();
  shop.says('CardCharged', draw(random, 2));
  shop.says('CardRefunded', draw(random, 3));
  await shop.wait();
  assert.equal(shop.subscriptions(), 0, `It was ended, and ${shop.subscriptions()} subscriptions are left.`);
  const wanted = [{ customer: first.customer, points: Math.floor(first.amount / 100) }];
  assert.deepEqual(
    plain(shop.added),
    wanted,
    `It was ended after ${first.order}: added should be ${told(wanted)}; it was ${told(shop.added)}.`,
  );
  assert.equal(
    shop.published.length,
    1,
    `The points of ${first.order} were under way when it was ended: PointsChanged should be published once, and was ${shop.published.length} times.`,
  );
});

test('many orders at once get each their own points', async () => {
  for (const seed of [7, 70]) {
    const random = createRandom(seed);
    const data = Array.from({ length: 40 }, (_, n) => draw(random, n));
    const failing = data.filter(() => random.between(0, 4) === 0);
    const isDown = (customer) => failing.some((one) => one.customer === customer);
    const shop = openShop({ isDown, ms: () => random.between(0, 500) });
    for (const one of data) {
      shop.says('CardCharged', one);
      await shop.wait(random.between(0, 20));
    }
    await shop.wait();
    for (const { order, customer, amount } of data) {
      const points = Math.floor(amount / 100);
      const wanted = isDown(customer) ? [] : [{ customer, points }];
      const got = shop.added.filter((one) => one.customer === customer);
      assert.deepEqual(
        plain(got),
        wanted,
        `Seed ${seed}, ${order}, ${amount} cents: added should be ${told(wanted)}; it was ${told(got)}.`,
      );
      const events = shop.published.filter((one) => one.data?.order === order).map((one) => one.data);
      assert.deepEqual(
        plain(events),
        wanted,
        `Seed ${seed}, ${order}: published should be ${told(wanted)}; it was ${told(events)}.`,
      );
      const reports = shop.reported.filter((one) => one.order === order).length;
      assert.equal(
        reports,
        wanted.length === 0 ? 1 : 0,
        `Seed ${seed}, ${order}: there were ${reports} reports.`,
      );
    }
  }
});
