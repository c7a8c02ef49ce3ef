import assert from 'node:assert/strict';
import test from 'node:test';
import { createBus } from './bus.js';

/** Numbers from 0 to below `below`, the same in every run. */
function createDice(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A bus whose calls are watched: what it throws fails the check with a sentence. */
function createShop() {
  const bus = createBus();
  const heard = [];
  function attempt(what, action) {
    try {
      return action();
    } catch (error) {
      assert.fail(`${what} threw “${error?.message ?? error}”.`);
    }
  }
  return {
    heard,
    /** Subscribes a part that notes what it hears; returns what subscribe returned. */
    join(name, type, handler = (data) => void heard.push(`${name} ${data}`)) {
      return attempt(`subscribe('${type}', …)`, () => bus.subscribe(type, handler));
    },
    publish(type, data) {
      attempt(`publish('${type}', …)`, () => bus.publish(type, data));
    },
    leave(name, stop) {
      assert.equal(
        typeof stop,
        'function',
        `subscribe should return a function that ends the subscription of ${name}; it returned ${typeof stop}.`,
      );
      attempt(`Ending the subscription of ${name}`, stop);
    },
    expectHeard(wanted, story) {
      assert.deepEqual(
        heard,
        wanted,
        `${story} Heard should be: ${wanted.join(', ') || 'nothing'}. It was: ${heard.join(', ') || 'nothing'}.`,
      );
    },
  };
}

test('one subscriber hears every event of its type, and none of another', () => {
  const shop = createShop();
  shop.join('stock', 'OrderPlaced');
  for (const [type, id] of [
    ['OrderPlaced', 'o-31'],
    ['OrderCancelled', 'o-32'],
    ['OrderPlaced', 'o-33'],
    ['orderplaced', 'o-34'],
    ['Order', 'o-35'],
  ])
    shop.publish(type, id);
  shop.expectHeard(['stock o-31', 'stock o-33'], 'Stock has subscribed to OrderPlaced.');
});

test('who subscribes late does not hear what was published before', () => {
  const shop = createShop();
  shop.publish('OrderPlaced', 'o-51');
  shop.join('stock', 'OrderPlaced');
  shop.publish('OrderPlaced', 'o-52');
  shop.expectHeard(['stock o-52'], 'Stock subscribed after o-51 and before o-52.');
});

test('two buses know nothing of each other', () => {
  const [books, toys] = [createShop(), createShop()];
  books.join('book stock', 'OrderPlaced');
  toys.join('toy stock', 'OrderPlaced');
  books.publish('OrderPlaced', 'o-41');
  books.expectHeard(['book stock o-41'], 'o-41 was published on the bus of the bookshop.');
  toys.expectHeard([], 'o-41 was published on the bus of the bookshop, and this is the one of the toyshop.');
});

test('all subscribers of a type are called, in the order of their subscriptions', () => {
  const dice = createDice(7);
  for (const count of [2, 3, 9]) {
    const shop = createShop();
    const names = Array.from({ length: count }, (_, index) => `part-${dice(900)}-${index}`);
    for (const name of names) shop.join(name, 'OrderPlaced');
    shop.join('printer', 'CardCharged');
    shop.publish('OrderPlaced', 'o-61');
    shop.expectHeard(
      names.map((name) => `${name} o-61`),
      `${count} parts have subscribed to OrderPlaced, one after the other.`,
    );
  }
});

test('every subscriber is given the data as it was published, whatever it is', () => {
  for (const data of [{ id: 'o-71', lines: [{ sku: 'BOOK-9', count: 2 }] }, 0, '', false, null, undefined]) {
    const shop = createShop();
    const given = [];
    shop.join('stock', 'OrderPlaced', (...values) => void given.push(values[0]));
    shop.join('mail', 'OrderPlaced', (...values) => void given.push(values[0]));
    shop.publish('OrderPlaced', data);
    const show = JSON.stringify(data) ?? 'undefined';
    assert.deepEqual(
      given,
      [data, data],
      `Two parts should be called with ${show}. Calls: ${given.length}, with ${given.map((value) => JSON.stringify(value) ?? 'undefined').join(' and ') || 'nothing'}.`,
    );
  }
});

test('the function that subscribe returns ends that subscription, and no other', () => {
  const dice = createDice(11);
  for (const count of [2, 5, 8]) {
    const shop = createShop();
    const names = Array.from({ length: count }, (_, index) => `part-${index + 1}`);
    const stops = names.map((name) => shop.join(name, 'OrderPlaced'));
    shop.join('printer', 'CardCharged');
    const leaver = dice(count);
    shop.leave(names[leaver], stops[leaver]);
    shop.publish('OrderPlaced', 'o-81');
    shop.publish('CardCharged', 'o-81');
    const left = names.filter((_, index) => index !== leaver);
    shop.expectHeard(
      [...left, 'printer'].map((name) => `${name} o-81`),
      `Of ${count} parts, ${names[leaver]} has left.`,
    );
  }
});

test('a function that is subscribed twice is called twice, and each subscription ends by itself', () => {
  const shop = createShop();
  const label = (id) => void shop.heard.push(`label ${id}`);
  const stopFirst = shop.join('the first label', 'OrderPlaced', label);
  shop.join('accounting', 'OrderPlaced');
  const stopSecond = shop.join('the second label', 'OrderPlaced', label);
  shop.publish('OrderPlaced', 'o-91');
  shop.expectHeard(
    ['label o-91', 'accounting o-91', 'label o-91'],
    'The function label is subscribed twice, before and after accounting.',
  );
  shop.leave('the first label', stopFirst);
  shop.publish('OrderPlaced', 'o-92');
  shop.expectHeard(
    ['label o-91', 'accounting o-91', 'label o-91', 'accounting o-92', 'label o-92'],
    'The first of the two label subscriptions has ended before o-92.',
  );
  shop.leave('the second label', stopSecond);
  shop.publish('OrderPlaced', 'o-93');
  shop.expectHeard(
    ['label o-91', 'accounting o-91', 'label o-91', 'accounting o-92', 'label o-92', 'accounting o-93'],
    'Both label subscriptions have ended before o-93.',
  );
});

test('ending a subscription a second time does nothing', () => {
  const shop = createShop();
  const label = (id) => void shop.heard.push(`label ${id}`);
  shop.join('mail', 'OrderPlaced');
  const stop = shop.join('label', 'OrderPlaced', label);
  shop.leave('label', stop);
  shop.join('accounting', 'OrderPlaced');
  shop.join('label', 'OrderPlaced', label);
  shop.leave('label', stop);
  shop.publish('OrderPlaced', 'o-95');
  shop.expectHeard(
    ['mail o-95', 'accounting o-95', 'label o-95'],
    'Label has left, has left once more with the same function, and has subscribed anew in between.',
  );
});

test('any name can be the name of an event', () => {
  for (const type of ['toString', 'constructor', '__proto__', 'hasOwnProperty', 'length', 'size', '']) {
    const shop = createShop();
    shop.publish(type, 'o-97');
    shop.expectHeard([], `Nobody has subscribed to “${type}”.`);
    shop.join('stock', type);
    shop.join('mail', type);
    shop.publish(type, 'o-98');
    shop.expectHeard(['stock o-98', 'mail o-98'], `Stock and mail have subscribed to “${type}”.`);
  }
});
