import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import test from 'node:test';
import { Orders } from './orders.js';

const TYPES = ['OrderPlaced', 'CardCharged', 'CardDeclined'];

/** A promise that is rejected, and that nobody can leave unhandled. */
function rejected(error) {
  const promise = Promise.reject(error);
  promise.catch(() => {});
  return promise;
}

/** A few turns of the loop, in which every promise that can settle does. */
async function turns() {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const told = (error) => (error instanceof Error ? error.message : String(error));

/** A service with a log of all that it emits; `answer` is what the payment provider does with an order. */
function createShop(answer = () => Promise.resolve('charged')) {
  const charged = [];
  const orders = new Orders({
    charge(order) {
      charged.push(order?.id);
      return answer(order);
    },
  });
  assert.ok(orders instanceof EventEmitter, 'Orders should be an EventEmitter of node:events.');
  const log = [];
  return {
    orders,
    charged,
    log,
    /** From now on every event is noted. */
    watch() {
      for (const type of TYPES) orders.on(type, (order) => void log.push(`${type} ${order?.id}`));
      orders.on('error', (error, order) => void log.push(`error ${told(error)}, ${order?.id}`));
    },
    /** What the customer reads. */
    place(id, sku = 'BOOK-001') {
      try {
        return orders.processOrder({ id, sku });
      } catch (error) {
        return `the error “${told(error)}”`;
      }
    },
    expectLog(wanted, story) {
      assert.deepEqual(
        log,
        wanted,
        `${story} Emitted should be: ${wanted.join('; ') || 'nothing'}. It was: ${log.join('; ') || 'nothing'}.`,
      );
    },
  };
}

function expectRead(read, id, story) {
  assert.equal(
    read,
    `we have your order ${id}`,
    `${story} The customer should read “we have your order ${id}”, and reads ${read}.`,
  );
}

test('an order is placed and charged, and each is announced once', async () => {
  const shop = createShop();
  shop.watch();
  for (const id of ['o-21', 'o-22']) expectRead(shop.place(id), id, 'All is well.');
  shop.expectLog(['OrderPlaced o-21', 'OrderPlaced o-22'], 'processOrder has returned twice.');
  await turns();
  shop.expectLog(
    ['OrderPlaced o-21', 'OrderPlaced o-22', 'CardCharged o-21', 'CardCharged o-22'],
    'The provider has charged both cards.',
  );
  assert.deepEqual(
    shop.charged,
    ['o-21', 'o-22'],
    `Charged should be o-21 and o-22, each once; it was ${shop.charged}.`,
  );
});

test('a listener that was registered with once hears one order', async () => {
  const shop = createShop();
  const heard = [];
  shop.orders.once('OrderPlaced', (order) => void heard.push(order?.id));
  const first = once(shop.orders, 'CardCharged');
  for (const id of ['o-25', 'o-26']) shop.place(id);
  await turns();
  assert.deepEqual(
    heard,
    ['o-25'],
    `A listener registered with once should hear o-25 and no more; it heard ${heard}.`,
  );
  const [order] = await first;
  assert.equal(
    order.id,
    'o-25',
    `events.once should give the first order that was charged, o-25; it gave ${order?.id}.`,
  );
});

test('the order is on record before anybody hears of it', () => {
  const shop = createShop();
  const seen = [];
  shop.orders.on('OrderPlaced', (order) => void seen.push(shop.orders.get(order.id)?.sku));
  shop.place('o-31', 'BOOK-077');
  assert.deepEqual(
    seen,
    ['BOOK-077'],
    `A listener asked get('o-31') for the sku when it heard of the order: it should be BOOK-077, and was ${seen[0]}.`,
  );
  assert.equal(
    shop.orders.get('o-32'),
    undefined,
    `get('o-32') should be undefined: there is no such order.`,
  );
});

test('an order that was placed before is refused: no event, no second charge, and the first one stays', async () => {
  const shop = createShop();
  shop.watch();
  shop.place('o-35', 'BOOK-001');
  await turns();
  const read = shop.place('o-35', 'BOOK-002');
  await turns();
  assert.ok(
    read.startsWith('the error') && read.includes('o-35'),
    `A second o-35 should throw an error that names it; the customer reads ${read}.`,
  );
  shop.expectLog(['OrderPlaced o-35', 'CardCharged o-35'], 'o-35 was placed twice.');
  assert.deepEqual(
    shop.charged,
    ['o-35'],
    `The card should be charged once for o-35, and was charged ${shop.charged.length} times.`,
  );
  assert.equal(
    shop.orders.get('o-35')?.sku,
    'BOOK-001',
    `get('o-35') should be the first order, for BOOK-001; it is for ${shop.orders.get('o-35')?.sku}.`,
  );
});

test('no listener, and no customer, can change an order behind the back of the others', () => {
  const shop = createShop();
  const seen = [];
  const mine = { id: 'o-37', sku: 'BOOK-001' };
  shop.orders.on('error', () => {});
  shop.orders.on('OrderPlaced', (order) => {
    try {
      order.sku = 'GOLD-BAR';
    } catch {
      seen.push('refused');
    }
  });
  shop.orders.on('OrderPlaced', (order) => void seen.push(order.sku));
  shop.orders.processOrder(mine);
  mine.sku = 'GOLD-BAR';
  assert.equal(
    seen.at(-1),
    'BOOK-001',
    `The first listener writes another sku into o-37; the second should see BOOK-001, and sees ${seen.at(-1)}.`,
  );
  const { sku } = shop.orders.get('o-37');
  assert.equal(
    sku,
    'BOOK-001',
    `After listener and customer have changed what they hold, get('o-37') should still be for BOOK-001; it is for ${sku}.`,
  );
});

test('a listener that throws reaches neither the customer nor the other listeners, and is told as an error', async () => {
  for (const [type, answer] of [
    ['OrderPlaced', 'charged'],
    ['CardCharged', 'charged'],
    ['CardDeclined', 'declined'],
  ]) {
    const shop = createShop(() => Promise.resolve(answer));
    shop.orders.prependListener(type, () => {
      throw new Error('out of paper');
    });
    shop.watch();
    expectRead(shop.place('o-41'), 'o-41', `A listener of ${type} throws.`);
    await turns();
    const outcome = answer === 'charged' ? 'CardCharged' : 'CardDeclined';
    const events = shop.log.filter((line) => !line.startsWith('error'));
    assert.deepEqual(
      events,
      ['OrderPlaced o-41', `${outcome} o-41`],
      `The first listener of ${type} throws. Those behind it, and everybody else, should hear OrderPlaced and ${outcome}; heard was ${events.join('; ')}.`,
    );
    const errors = shop.log.filter((line) => line.startsWith('error'));
    assert.deepEqual(
      errors,
      ['error out of paper, o-41'],
      `The first listener of ${type} throws: 'error' should be emitted once, with the error and the order. It was: ${errors.join('; ') || 'not emitted'}.`,
    );
  }
});

test('a listener whose promise rejects is told as an error too, with its order', async () => {
  for (const type of ['OrderPlaced', 'CardCharged']) {
    const shop = createShop();
    let calls = 0;
    shop.orders.on(type, (order) => {
      calls += 1;
      return calls === 1 ? rejected(new Error(`no mail for ${order.id}`)) : undefined;
    });
    shop.watch();
    for (const id of ['o-45', 'o-46']) expectRead(shop.place(id), id, `A listener of ${type} rejects.`);
    await turns();
    const errors = shop.log.filter((line) => line.startsWith('error'));
    assert.deepEqual(
      errors,
      ['error no mail for o-45, o-45'],
      `A listener of ${type} rejects at o-45: 'error' should be emitted once, with the error and the order. It was: ${errors.join('; ') || 'not emitted'}.`,
    );
  }
});

test('a declined card is an outcome, and no error', async () => {
  const shop = createShop(({ id }) => Promise.resolve(id === 'o-51' ? 'declined' : 'charged'));
  shop.watch();
  for (const id of ['o-51', 'o-52']) shop.place(id);
  await turns();
  shop.expectLog(
    ['OrderPlaced o-51', 'OrderPlaced o-52', 'CardDeclined o-51', 'CardCharged o-52'],
    'The provider declines the card for o-51 and charges the one for o-52.',
  );
});

test('a provider that is out of order is an error with its order, and the order stays on record', async () => {
  const down = new Error('provider is down');
  for (const [how, answer] of [
    ['rejects', () => rejected(down)],
    [
      'throws',
      () => {
        throw down;
      },
    ],
  ]) {
    const shop = createShop(answer);
    shop.watch();
    expectRead(shop.place('o-61'), 'o-61', `The provider ${how}.`);
    await turns();
    shop.expectLog(['OrderPlaced o-61', 'error provider is down, o-61'], `The provider ${how}.`);
    assert.ok(
      shop.orders.get('o-61'),
      `The provider ${how}, and o-61 is not on record any more; it was placed all the same.`,
    );
  }
});

test('one failure is told once, and what comes after it goes its way', async () => {
  const shop = createShop(({ id }) =>
    id === 'o-71' ? rejected(new Error('provider is down')) : Promise.resolve('charged'),
  );
  shop.orders.on('CardCharged', () => {
    throw new Error('out of paper');
  });
  shop.watch();
  for (const id of ['o-71', 'o-72']) shop.place(id);
  await turns();
  const sorted = shop.log.toSorted();
  const wanted = [
    'CardCharged o-72',
    'OrderPlaced o-71',
    'OrderPlaced o-72',
    'error out of paper, o-72',
    'error provider is down, o-71',
  ];
  assert.deepEqual(
    sorted,
    wanted,
    `The provider fails for o-71, and a listener of CardCharged throws for o-72. Emitted should be, in any order: ${wanted.join('; ')}. It was: ${sorted.join('; ')}.`,
  );
});
