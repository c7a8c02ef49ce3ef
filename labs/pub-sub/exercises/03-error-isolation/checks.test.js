import assert from 'node:assert/strict';
import test from 'node:test';
import { createBus } from './bus.js';

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

function createShop() {
  const heard = [];
  const errors = [];
  const bus = createBus({ onError: (error, type) => void errors.push({ error, type }) });
  return {
    heard,
    errors,
    /** Subscribes a part, which notes what it hears and then does `then`. */
    join(name, type, then = () => {}) {
      return bus.subscribe(type, (data) => {
        heard.push(`${name} ${data}`);
        return then(data);
      });
    },
    /** Publishes, and fails the check if that throws. */
    publish(type, data) {
      let thrown;
      try {
        bus.publish(type, data);
      } catch (error) {
        thrown = { error };
      }
      const what = thrown && (thrown.error?.message ?? thrown.error);
      assert.equal(
        thrown,
        undefined,
        `publish('${type}', '${data}') should never throw, and threw “${what}”.`,
      );
    },
  };
}

const told = ({ error, type }) => `${error instanceof Error ? error.message : String(error)} (${type})`;

function expectHeard(shop, wanted, story) {
  assert.deepEqual(
    shop.heard,
    wanted,
    `${story} Heard should be: ${wanted.join(', ')}. It was: ${shop.heard.join(', ') || 'nothing'}.`,
  );
}

function expectErrors(shop, wanted, story) {
  const got = shop.errors.map(told).toSorted();
  assert.deepEqual(
    got,
    wanted.toSorted(),
    `${story} onError should be told: ${wanted.join(', ') || 'nothing'}. It was told: ${got.join(', ') || 'nothing'}.`,
  );
}

const throwing = (error) => () => {
  throw error;
};

test('handlers that end well are called before publish returns, in their order', async () => {
  const shop = createShop();
  for (const name of ['stock', 'mail', 'points']) shop.join(name, 'CardCharged');
  shop.join('audit', 'OrderPlaced');
  shop.publish('CardCharged', 'o-21');
  expectHeard(shop, ['stock o-21', 'mail o-21', 'points o-21'], 'publish has just returned.');
  await turns();
  expectErrors(shop, [], 'Nobody has failed.');
});

test('publish waits for no promise', async () => {
  const shop = createShop();
  shop.join('mail', 'CardCharged', () => new Promise(() => {}));
  shop.join('bank', 'CardCharged', async () => {
    await null;
  });
  shop.join('points', 'CardCharged');
  shop.publish('CardCharged', 'o-25');
  shop.publish('CardCharged', 'o-26');
  expectHeard(
    shop,
    ['mail o-25', 'bank o-25', 'points o-25', 'mail o-26', 'bank o-26', 'points o-26'],
    'The promise of mail never settles; publish has returned twice.',
  );
  await turns();
});

test('a handler that throws keeps nobody else from hearing', async () => {
  for (const broken of [0, 1, 3]) {
    const shop = createShop();
    const names = ['stock', 'mail', 'points', 'reports'];
    names.forEach((name, index) => {
      shop.join(name, 'CardCharged', index === broken ? throwing(new Error('no paper')) : undefined);
    });
    shop.publish('CardCharged', 'o-31');
    expectHeard(
      shop,
      names.map((name) => `${name} o-31`),
      `The handler of ${names[broken]} throws.`,
    );
    await turns();
  }
});

test('what a handler throws goes to onError, with the type of the event', async () => {
  const shop = createShop();
  const error = new RangeError('no paper left');
  shop.join('printer', 'OrderPacked', throwing(error));
  shop.publish('OrderPacked', 'o-35');
  await turns();
  expectErrors(shop, ['no paper left (OrderPacked)'], 'The printer has thrown.');
  assert.equal(
    shop.errors[0].error,
    error,
    'onError should be given the very error that was thrown, and it was another.',
  );
});

test('whatever is thrown, error or not, is told and never gets out of publish', async () => {
  for (const thing of ['no paper', 404, undefined, null]) {
    const shop = createShop();
    shop.join('printer', 'CardCharged', throwing(thing));
    shop.join('points', 'CardCharged');
    shop.publish('CardCharged', 'o-37');
    await turns();
    expectHeard(shop, ['printer o-37', 'points o-37'], `The printer has thrown ${thing}.`);
    expectErrors(shop, [`${thing} (CardCharged)`], `The printer has thrown ${thing}.`);
  }
});

test('a promise that rejects goes to onError too, sooner or later', async () => {
  const shop = createShop();
  const fail = {};
  shop.join('mail', 'CardCharged', () => rejected(new Error('mail is down')));
  shop.join('bank', 'CardCharged', () => {
    const promise = new Promise((_, reject) => (fail.late = reject));
    promise.catch(() => {});
    return promise;
  });
  shop.join('points', 'CardCharged');
  shop.publish('CardCharged', 'o-41');
  await turns();
  expectErrors(
    shop,
    ['mail is down (CardCharged)'],
    'The promise of mail has been rejected, that of the bank is open.',
  );
  fail.late(new Error('bank is closed'));
  await turns();
  expectErrors(
    shop,
    ['mail is down (CardCharged)', 'bank is closed (CardCharged)'],
    'Now the promise of the bank has been rejected as well.',
  );
});

test('each failure is told once, however many there are', async () => {
  for (const count of [1, 4, 7]) {
    const shop = createShop();
    const wanted = [];
    for (let index = 0; index < count; index += 1) {
      const error = new Error(`fault ${count}-${index}`);
      const type = index % 3 === 2 ? 'OrderPacked' : 'CardCharged';
      shop.join(`part-${index}`, type, index % 2 === 0 ? throwing(error) : () => rejected(error));
      wanted.push(`${error.message} (${type})`);
    }
    shop.publish('CardCharged', 'o-51');
    shop.publish('OrderPacked', 'o-51');
    await turns();
    expectErrors(shop, wanted, `${count} handlers have failed, some thrown, some rejected.`);
  }
});

test('who has failed is still subscribed, until it leaves', async () => {
  const shop = createShop();
  let paper = 0;
  shop.join('printer', 'CardCharged', () => {
    if (paper === 0) throw new Error('no paper');
  });
  const stop = shop.join('mail', 'CardCharged', () =>
    paper === 0 ? rejected(new Error('mail is down')) : undefined,
  );
  shop.publish('CardCharged', 'o-61');
  await turns();
  paper = 500;
  shop.publish('CardCharged', 'o-62');
  stop();
  shop.publish('CardCharged', 'o-63');
  await turns();
  expectHeard(
    shop,
    ['printer o-61', 'mail o-61', 'printer o-62', 'mail o-62', 'printer o-63'],
    'Printer and mail failed at o-61, work again at o-62, and mail has left before o-63.',
  );
  expectErrors(shop, ['no paper (CardCharged)', 'mail is down (CardCharged)'], 'Both failed at o-61 only.');
});

test('a failure within an event within an event stays there', async () => {
  const shop = createShop();
  shop.join('checkout', 'CardCharged', (id) => shop.publish('OrderPacked', id));
  shop.join('points', 'CardCharged');
  shop.join('printer', 'OrderPacked', throwing(new Error('no paper')));
  shop.join('label', 'OrderPacked');
  shop.publish('CardCharged', 'o-71');
  await turns();
  expectHeard(
    shop,
    ['checkout o-71', 'printer o-71', 'label o-71', 'points o-71'],
    'Checkout publishes OrderPacked when it hears CardCharged, and the printer throws.',
  );
  expectErrors(shop, ['no paper (OrderPacked)'], 'Only the printer has failed, at OrderPacked.');
});

test('there is no bus without onError', () => {
  for (const options of [undefined, {}, { onError: undefined }, { onError: 'log.txt' }]) {
    let message;
    try {
      createBus(options);
    } catch (error) {
      message = String(error?.message ?? error);
    }
    const shown = options === undefined ? '' : JSON.stringify(options);
    assert.ok(
      message?.includes('onError'),
      `createBus(${shown}) should throw an error that names onError; ${message === undefined ? 'it made a bus' : `it threw “${message}”`}.`,
    );
  }
});
