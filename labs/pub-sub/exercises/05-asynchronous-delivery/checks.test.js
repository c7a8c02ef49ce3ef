import assert from 'node:assert/strict';
import test from 'node:test';
import { createBus } from './bus.js';

/** A promise that is rejected, and that nobody can leave unhandled. */
function rejected(error) {
  const promise = Promise.reject(error);
  promise.catch(() => {});
  return promise;
}

/** Turns the loop until a promise has settled, but not for ever; true if it has. */
async function settles(promise, mostTurns = 400) {
  const state = { settled: false };
  const note = () => (state.settled = true);
  Promise.resolve(promise).then(note, note);
  for (let turn = 0; turn < mostTurns && !state.settled; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return state.settled;
}

/** True if a promise is still open after several turns of the loop. */
const staysOpen = async (promise) => !(await settles(promise, 8));

/** A task of a handler's own, which the check ends when it likes. */
function createWork() {
  const { promise, resolve, reject } = Promise.withResolvers();
  promise.catch(() => {});
  return { promise, resolve, reject };
}

function createShop() {
  const heard = [];
  const errors = [];
  const bus = createBus({ onError: (error, type) => void errors.push(`${error.message} (${type})`) });
  const attempt = (what, action) => {
    try {
      return action();
    } catch (error) {
      assert.fail(`${what} threw “${error?.message ?? error}”.`);
    }
  };
  return {
    heard,
    errors,
    /** Subscribes a part, which notes what it hears and then does `then`. */
    join(name, type, then = () => {}) {
      const handler = (data) => {
        heard.push(`${name} ${data}`);
        return heard.length > 200 ? undefined : then(data);
      };
      return attempt('subscribe', () => bus.subscribe(type, handler));
    },
    publish: (type, data) => attempt(`publish('${type}', '${data}')`, () => bus.publish(type, data)),
    idle: () => attempt('idle()', () => bus.idle()),
    /** Waits until the bus says that it is idle. */
    async end(story) {
      const idle = attempt('idle()', () => bus.idle());
      assert.equal(
        typeof idle?.then,
        'function',
        `idle() should return a promise; it returned ${typeof idle}.`,
      );
      assert.ok(
        await settles(idle),
        `${story} The promise of idle() should resolve then, and it is still open.`,
      );
    },
    expectHeard(wanted, story) {
      assert.deepEqual(
        heard,
        wanted,
        `${story} Heard should be: ${wanted.join(', ') || 'nothing'}. It was: ${heard.slice(0, 20).join(', ') || 'nothing'}.`,
      );
    },
  };
}

test('an event reaches all subscribers of its type, in their order', async () => {
  const shop = createShop();
  for (const name of ['stock', 'mail', 'points']) shop.join(name, 'OrderPlaced');
  shop.join('audit', 'CardCharged');
  shop.publish('OrderPlaced', 'o-21');
  shop.publish('CardCharged', 'o-21');
  await shop.end('o-21 has been placed and charged.');
  shop.expectHeard(['stock o-21', 'mail o-21', 'points o-21', 'audit o-21'], 'The bus is idle.');
});

test('publish returns before anybody is called', async () => {
  const shop = createShop();
  shop.join('stock', 'OrderPlaced');
  shop.publish('OrderPlaced', 'o-31');
  shop.publish('OrderPlaced', 'o-32');
  shop.expectHeard([], 'publish has returned twice, and the code that called it still runs.');
  await shop.end('Two orders have been placed.');
  shop.expectHeard(['stock o-31', 'stock o-32'], 'The bus is idle.');
  shop.publish('OrderPlaced', 'o-33');
  shop.expectHeard(['stock o-31', 'stock o-32'], 'The bus was idle, and o-33 has just been published.');
  await shop.end('o-33 has been placed.');
  shop.expectHeard(['stock o-31', 'stock o-32', 'stock o-33'], 'The bus is idle again.');
});

test('all hear of one event before anybody hears of the next, also if it was published by one of them', async () => {
  for (const count of [1, 3]) {
    const shop = createShop();
    const gifts = Array.from({ length: count }, (_, index) => `gift-${index + 1}`);
    shop.join('voucher', 'OrderPlaced', (id) => {
      if (id === 'o-41') for (const gift of gifts) shop.publish('OrderPlaced', gift);
    });
    shop.join('stock', 'OrderPlaced');
    shop.publish('OrderPlaced', 'o-41');
    shop.publish('OrderPlaced', 'o-42');
    await shop.end('Two orders and their gifts have been placed.');
    shop.expectHeard(
      ['o-41', 'o-42', ...gifts].flatMap((id) => [`voucher ${id}`, `stock ${id}`]),
      `Voucher, first in the list, publishes ${gifts.join(', ')} when it hears o-41; o-42 had been published before.`,
    );
  }
});

test('the next event waits for the promises of the handlers, and the handlers do not wait for each other', async () => {
  const shop = createShop();
  const works = { 'o-51': createWork(), 'o-52': createWork() };
  shop.join('stock', 'OrderPlaced', (id) => works[id].promise);
  shop.join('mail', 'OrderPlaced');
  shop.join('bank', 'CardCharged');
  shop.publish('OrderPlaced', 'o-51');
  shop.publish('CardCharged', 'o-51');
  shop.publish('OrderPlaced', 'o-52');
  const idle = shop.idle();
  assert.ok(
    await staysOpen(idle),
    'Stock is at work on o-51, and the promise of idle() has settled; it should wait for stock.',
  );
  shop.expectHeard(
    ['stock o-51', 'mail o-51'],
    'Stock is still at work on o-51; that its card is charged has to wait, and o-52 too.',
  );
  works['o-51'].resolve();
  works['o-52'].resolve();
  await shop.end('Stock has ended its work.');
  shop.expectHeard(
    ['stock o-51', 'mail o-51', 'bank o-51', 'stock o-52', 'mail o-52'],
    'Stock has ended its work on both.',
  );
});

test('an event goes to those who were subscribed when it was published, less those who have left', async () => {
  const shop = createShop();
  const stopMail = shop.join('mail', 'OrderPlaced');
  const stopPrinter = shop.join('printer', 'OrderPlaced');
  shop.join('closer', 'OrderPlaced', (id) => id === 'o-61' && stopReports());
  const stopReports = shop.join('reports', 'OrderPlaced');
  shop.publish('OrderPlaced', 'o-61');
  shop.join('latecomer', 'OrderPlaced');
  stopMail();
  shop.publish('OrderPlaced', 'o-62');
  stopPrinter();
  await shop.end('Two orders have been placed.');
  shop.expectHeard(
    ['closer o-61', 'closer o-62', 'latecomer o-62'],
    'Latecomer came after o-61 was published, mail and printer left before anything was delivered, and closer ends the subscription of reports when it hears o-61.',
  );
});

test('a handler that fails harms neither the others nor the events that wait', async () => {
  const shop = createShop();
  shop.join('printer', 'OrderPlaced', (id) => {
    if (id !== 'o-73') throw new Error(`no paper for ${id}`);
  });
  shop.join('mail', 'OrderPlaced', (id) =>
    id === 'o-72' ? rejected(new Error(`no mail for ${id}`)) : undefined,
  );
  shop.join('stock', 'OrderPlaced');
  for (const id of ['o-71', 'o-72', 'o-73']) shop.publish('OrderPlaced', id);
  assert.deepEqual(shop.errors, [], 'Nothing can have failed yet: publish has only just returned.');
  shop.expectHeard([], 'publish has returned three times.');
  await shop.end('Three orders have been placed; printer fails at two of them and mail at one.');
  shop.expectHeard(
    ['o-71', 'o-72', 'o-73'].flatMap((id) => [`printer ${id}`, `mail ${id}`, `stock ${id}`]),
    'Printer throws at o-71 and o-72, mail rejects at o-72.',
  );
  assert.deepEqual(
    shop.errors,
    ['no paper for o-71 (OrderPlaced)', 'no paper for o-72 (OrderPlaced)', 'no mail for o-72 (OrderPlaced)'],
    `onError should have been told of three failures, each once and with its type; it was told: ${shop.errors.join(', ') || 'nothing'}.`,
  );
});

test('idle waits for what is published while the bus is at work', async () => {
  const shop = createShop();
  shop.join('stock', 'OrderPlaced', async (id) => {
    await null;
    shop.publish('StockReserved', id);
  });
  shop.join('bank', 'StockReserved', async (id) => {
    await new Promise((resolve) => setImmediate(resolve));
    shop.publish('CardCharged', id);
  });
  const work = createWork();
  shop.join('mail', 'CardCharged', async (id) => {
    await work.promise;
    shop.heard.push(`mail sent for ${id}`);
  });
  shop.publish('OrderPlaced', 'o-81');
  assert.ok(
    await staysOpen(shop.idle()),
    'Each part publishes an event for the next one, mail, the last one, is at work, and the promise of idle() has settled.',
  );
  work.resolve();
  await shop.end('o-81 has been placed.');
  shop.expectHeard(
    ['stock o-81', 'bank o-81', 'mail o-81', 'mail sent for o-81'],
    'Mail has ended its work, and idle() has resolved.',
  );
});

test('every idle is answered: before the first event, during the work, and long after it', async () => {
  const shop = createShop();
  await shop.end('Nothing has been published yet.');
  const work = createWork();
  shop.join('stock', 'OrderPlaced', () => work.promise);
  shop.publish('OrderPlaced', 'o-85');
  const early = [shop.idle(), shop.idle()];
  assert.ok(
    await staysOpen(Promise.race(early)),
    'Stock is at work on o-85; idle() was called twice since it was published, and one of the promises has settled.',
  );
  work.resolve();
  assert.ok(
    await settles(Promise.all(early)),
    'Stock is done, and of the two promises of idle() one is still open.',
  );
  await shop.end('Everything has been delivered.');
});

test('many events arrive in their order, each once', async () => {
  for (const count of [25, 60]) {
    const shop = createShop();
    const ids = Array.from({ length: count }, (_, index) => `o-${index + 1}`);
    shop.join('stock', 'OrderPlaced', (id) => (id.endsWith('7') ? Promise.resolve() : undefined));
    for (const id of ids) shop.publish('OrderPlaced', id);
    shop.expectHeard([], `${count} orders have just been published.`);
    await shop.end(`${count} orders have been placed.`);
    shop.expectHeard(
      ids.map((id) => `stock ${id}`),
      `${count} orders were published.`,
    );
  }
});
