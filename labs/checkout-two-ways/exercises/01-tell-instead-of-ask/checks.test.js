import assert from 'node:assert/strict';
import test from 'node:test';
import { createCheckout, startMail, startPayments, startStock } from './by-events.js';
import { createClock, createRandom } from './kit.js';

const VERBS = { stock: ['reserve', 'release'], payments: ['charge'], mail: ['confirm', 'apologise'] };
const START = { stock: startStock, payments: startPayments, mail: startMail };

/** A shop whose parts note what they are asked for, and whose bus notes what is published. */
function openShop({
  soldOut = [],
  declined = [],
  parts = ['stock', 'payments', 'mail'],
  ms = () => 20,
} = {}) {
  const clock = createClock();
  const handlers = [];
  const shop = {
    done: [], // { what: 'reserve', order, data, at }: finished
    begun: [], // the same, when it was asked for
    published: [], // { type, order, data, at }
    answers: [],
    wait: (time = 1000) => clock.advance(time),
  };
  const bus = {
    publish(type, data) {
      shop.published.push({ type, order: data?.order, data: structuredClone(data), at: clock.now() });
      for (const one of handlers.filter((each) => each.type === type)) {
        clock.after(1, () => void one.handler(structuredClone(data)));
      }
    },
    subscribe: (type, handler) => void handlers.push({ type, handler }),
  };
  const answerOf = (verb, { sku, customer } = {}) => {
    if (verb === 'reserve') return !soldOut.includes(sku);
    return verb === 'charge' ? !declined.includes(customer) : undefined;
  };
  const partOf = (verbs) =>
    Object.fromEntries(
      verbs.map((what) => [
        what,
        async (data) => {
          const entry = { what, order: data?.order, data };
          shop.begun.push({ ...entry, at: clock.now() });
          await clock.sleep(ms(what));
          shop.done.push({ ...entry, at: clock.now() });
          return answerOf(what, data);
        },
      ]),
    );
  for (const name of parts) START[name]({ bus, [name]: partOf(VERBS[name]) });
  const checkOut = createCheckout({ bus });
  shop.bus = bus;
  shop.buy = (order) =>
    checkOut(order).then(
      (answer) => void shop.answers.push(answer),
      (error) => void shop.answers.push(`an error: ${error.message}`),
    );
  return shop;
}

function draw(random, n = 0) {
  return {
    order: `o-${random.between(10, 99)}${n}`,
    sku: `BOOK-${random.between(100, 999)}`,
    customer: random.pick(['ada', 'cleo', 'dora', 'emil']) + n,
    amount: random.between(5, 90) * 100,
  };
}

/** What an event should carry; it may carry more. */
const core = (data) => ({
  order: data?.order,
  sku: data?.sku,
  customer: data?.customer,
  amount: data?.amount,
});
const did = (shop, { order }) => shop.done.filter((one) => one.order === order).map(({ what }) => what);
const said = (shop, { order }) => shop.published.filter((one) => one.order === order).map(({ type }) => type);
const listed = (words) => words.join(', ') || 'nothing';

function expectWay(shop, order, { done, events }, story) {
  assert.deepEqual(
    said(shop, order),
    events,
    `${story}: published for ${order.order} should be ${listed(events)}; it was ${listed(said(shop, order))}.`,
  );
  assert.deepEqual(
    did(shop, order).toSorted(),
    done.toSorted(),
    `${story}: done for ${order.order} should be ${listed(done)}; it was ${listed(did(shop, order))}.`,
  );
}

const BOUGHT = {
  done: ['reserve', 'charge', 'confirm'],
  events: ['OrderPlaced', 'StockReserved', 'CardCharged'],
};
const REFUSED = { done: ['reserve', 'apologise'], events: ['OrderPlaced', 'StockRefused'] };
const DECLINED = {
  done: ['reserve', 'charge', 'release', 'apologise'],
  events: ['OrderPlaced', 'StockReserved', 'CardDeclined'],
};

test('the customer is answered at once, whatever becomes of the others', async () => {
  for (const ms of [() => 500_000, () => 20]) {
    const shop = openShop({ ms });
    const order = draw(createRandom(ms()));
    shop.buy(order);
    await shop.wait(0);
    assert.deepEqual(
      shop.answers,
      [`we have your order ${order.order}`],
      `At once the customer should read “we have your order ${order.order}”; so far: ${listed(shop.answers)}.`,
    );
  }
  const alone = openShop({ parts: [] });
  const order = draw(createRandom(3));
  alone.buy(order);
  await alone.wait();
  assert.deepEqual(
    alone.answers,
    [`we have your order ${order.order}`],
    `Nobody listens, and the customer should be answered all the same; it was: ${listed(alone.answers)}.`,
  );
  assert.deepEqual(
    alone.published.map(({ type, data }) => ({ type, data: core(data) })),
    [{ type: 'OrderPlaced', data: order }],
    `The checkout should publish OrderPlaced with the whole order, and nothing else; it published ${JSON.stringify(alone.published.map(({ type, data }) => [type, data]))}.`,
  );
});

test('a book that is there is set aside and paid for, and the customer is told', async () => {
  const shop = openShop();
  const order = draw(createRandom(11));
  shop.buy(order);
  await shop.wait();
  expectWay(shop, order, BOUGHT, 'All is well');
});

test('nothing is announced before it is so', async () => {
  const shop = openShop({ ms: (what) => ({ reserve: 300, charge: 700 })[what] ?? 20, declined: ['bob'] });
  const random = createRandom(12);
  const orders = [draw(random, 1), { ...draw(random, 2), customer: 'bob' }];
  for (const order of orders) shop.buy(order);
  await shop.wait(5000);
  for (const { order } of orders) {
    for (const { type, at } of shop.published.filter((one) => one.order === order)) {
      const what = { StockReserved: 'reserve', CardCharged: 'charge', CardDeclined: 'charge' }[type];
      if (what === undefined) continue;
      const end = shop.done.find((one) => one.what === what && one.order === order)?.at ?? Infinity;
      assert.ok(
        at >= end,
        `${type} ${order} was published at ${at} ms, but “${what}” was done at ${end} ms.`,
      );
    }
  }
  assert.equal(
    shop.published.length,
    6,
    `Two orders, three events each: 6 should be published; it was ${shop.published.length}.`,
  );
});

test('a book that is sold out is not paid for, and the customer is told', async () => {
  const order = draw(createRandom(13));
  const shop = openShop({ soldOut: [order.sku] });
  shop.buy(order);
  await shop.wait();
  expectWay(shop, order, REFUSED, `${order.sku} is sold out`);
});

test('when the card is declined the book is put back, and the customer is told', async () => {
  const order = draw(createRandom(14));
  const shop = openShop({ declined: [order.customer] });
  shop.buy(order);
  await shop.wait();
  expectWay(shop, order, DECLINED, `The card of ${order.customer} is declined`);
});

test('each part works on its own, from what the event says', async () => {
  const random = createRandom(15);
  for (const [part, type, what, event] of [
    ['stock', 'OrderPlaced', 'reserve', 'StockReserved'],
    ['stock', 'CardDeclined', 'release'],
    ['payments', 'StockReserved', 'charge', 'CardCharged'],
    ['mail', 'CardCharged', 'confirm'],
    ['mail', 'StockRefused', 'apologise'],
    ['mail', 'CardDeclined', 'apologise'],
  ]) {
    const shop = openShop({ parts: [part] });
    const order = draw(random);
    shop.bus.publish(type, order);
    await shop.wait();
    const story = `Only ${part} is there, and hears ${type} ${order.order}`;
    assert.deepEqual(
      did(shop, order),
      [what],
      `${story}: it should ${what}; it did ${listed(did(shop, order))}.`,
    );
    assert.deepEqual(
      core(shop.done[0].data),
      order,
      `${story}: it should ${what} with the whole order; it had ${JSON.stringify(shop.done[0].data)}.`,
    );
    const told = shop.published.slice(1).map((one) => one.type);
    const wanted = event === undefined ? [] : [event];
    assert.deepEqual(
      told,
      wanted,
      `${story}: it should publish ${listed(wanted)}; it published ${listed(told)}.`,
    );
    for (const { type: one, data } of shop.published.slice(1)) {
      assert.deepEqual(
        core(data),
        order,
        `${one} should carry the whole order; it carried ${JSON.stringify(data)}.`,
      );
    }
  }
});

test('many orders at once go each its own way', async () => {
  for (const seed of [4, 90]) {
    const random = createRandom(seed);
    const orders = Array.from({ length: 25 }, (_, n) => draw(random, n));
    const soldOut = orders.filter(() => random.between(0, 3) === 0).map(({ sku }) => sku);
    const declined = orders.filter(() => random.between(0, 3) === 0).map(({ customer }) => customer);
    const shop = openShop({ soldOut, declined, ms: () => random.between(1, 400) });
    for (const order of orders) {
      shop.buy(order);
      await shop.wait(random.between(0, 50));
    }
    await shop.wait(5000);
    for (const order of orders) {
      const isThere = !soldOut.includes(order.sku);
      const way = !isThere ? REFUSED : declined.includes(order.customer) ? DECLINED : BOUGHT;
      expectWay(shop, order, way, `Seed ${seed}, among 25 orders`);
    }
  }
});
