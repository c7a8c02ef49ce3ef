import assert from 'node:assert/strict';
import test from 'node:test';
import { Cart, showCart } from './cart.js';

const TYPES = ['ItemAdded', 'CheckoutRequested', 'CheckedOut'];

/** A cart, and all events that it has dispatched. */
function createCart() {
  const cart = new Cart();
  const events = [];
  for (const type of TYPES) cart.addEventListener(type, (event) => void events.push(event));
  return { cart, events, types: () => events.map(({ type }) => type) };
}

const show = (value) => JSON.stringify(value) ?? String(value);

function said(action) {
  try {
    return { value: action() };
  } catch (error) {
    return { error: `the error “${error?.message ?? error}”` };
  }
}

function expectDetail(event, wanted, story) {
  assert.deepEqual(
    event?.detail,
    wanted,
    `${story} The detail of the event should be ${show(wanted)}; ${event === undefined ? 'there was no event' : `it is ${show(event.detail)}`}.`,
  );
}

test('what is added is in the cart, and each time ItemAdded is dispatched once', () => {
  const { cart, types } = createCart();
  cart.add('BOOK-21', 2);
  cart.add('BOOK-22');
  cart.add('BOOK-21', 3);
  for (const [sku, count] of [
    ['BOOK-21', 5],
    ['BOOK-22', 1],
    ['BOOK-23', 0],
  ])
    assert.equal(
      cart.count(sku),
      count,
      `There should be ${count} of ${sku} in the cart; there are ${cart.count(sku)}.`,
    );
  assert.deepEqual(
    types(),
    ['ItemAdded', 'ItemAdded', 'ItemAdded'],
    `Three times something was added; dispatched were ${types().join(', ') || 'no events'}.`,
  );
});

test('ItemAdded says in its detail what was added, and how many', () => {
  const { cart, events } = createCart();
  for (const [sku, count] of [
    ['BOOK-31', 4],
    ['BOOK-32', 1],
  ]) {
    cart.add(sku, count);
    expectDetail(events.at(-1), { sku, count }, `${count} of ${sku} were added.`);
  }
  cart.add('BOOK-33');
  expectDetail(events.at(-1), { sku: 'BOOK-33', count: 1 }, 'BOOK-33 was added without a number.');
});

test('the cart has changed before it says so', () => {
  const cart = new Cart();
  const seen = [];
  cart.addEventListener('ItemAdded', () => void seen.push(cart.count('BOOK-35')));
  cart.addEventListener('CheckedOut', () => void seen.push(cart.count('BOOK-35')));
  cart.add('BOOK-35', 2);
  cart.add('BOOK-35', 5);
  cart.checkOut();
  assert.deepEqual(
    seen,
    [2, 7, 0],
    `2, then 5 of BOOK-35 were added, and checked out. A listener that asks for the count should see 2, 7 and 0; it saw ${seen.join(', ') || 'nothing'}.`,
  );
});

test('a fact cannot be vetoed, a request can', () => {
  const { cart, events, types } = createCart();
  cart.add('BOOK-41');
  cart.checkOut();
  assert.deepEqual(
    types(),
    TYPES,
    `A book was added and checked out: dispatched should be ${TYPES.join(', ')}; it was ${types().join(', ')}.`,
  );
  for (const event of events) {
    const can = event.type === 'CheckoutRequested';
    assert.equal(
      event.cancelable,
      can,
      `${event.type} should ${can ? '' : 'not '}be cancelable: ${can ? 'it asks' : 'it has happened'}.`,
    );
  }
});

test('a request that is vetoed changes nothing, and nobody hears of a checkout', () => {
  const { cart, types } = createCart();
  let veto = true;
  cart.addEventListener('CheckoutRequested', (event) => veto && event.preventDefault());
  cart.add('BOOK-45', 3);
  for (const attempt of [1, 2]) {
    const result = cart.checkOut();
    assert.equal(
      result,
      false,
      `A listener has vetoed attempt ${attempt}: checkOut should return false, and returned ${result}.`,
    );
    assert.equal(
      cart.count('BOOK-45'),
      3,
      `The checkout was vetoed: 3 of BOOK-45 should still be in the cart; there are ${cart.count('BOOK-45')}.`,
    );
  }
  veto = false;
  const result = cart.checkOut();
  assert.equal(
    result,
    true,
    `Nobody vetoes the third attempt: checkOut should return true, and returned ${result}.`,
  );
  const checkedOut = types().filter((type) => type === 'CheckedOut').length;
  assert.equal(
    checkedOut,
    1,
    `Two attempts were vetoed, the third went through: CheckedOut should be dispatched once; it was ${checkedOut} times.`,
  );
});

test('request and checkout say which items they are about', () => {
  const { cart, events } = createCart();
  cart.add('BOOK-51', 2);
  cart.add('BOOK-52');
  cart.add('BOOK-51');
  cart.checkOut();
  const items = [
    { sku: 'BOOK-51', count: 3 },
    { sku: 'BOOK-52', count: 1 },
  ];
  for (const type of ['CheckoutRequested', 'CheckedOut']) {
    expectDetail(
      events.find((event) => event.type === type),
      { items },
      `3 of BOOK-51 and 1 of BOOK-52 are checked out; this is ${type}.`,
    );
  }
  cart.add('BOOK-53');
  cart.checkOut();
  expectDetail(
    events.at(-1),
    { items: [{ sku: 'BOOK-53', count: 1 }] },
    'The cart was empty after the first checkout; then BOOK-53 was added.',
  );
});

/** Pages that show a cart, and what they print. */
function openPage(cart, lines, name) {
  const closing = new AbortController();
  const result = said(() => showCart(cart, (line) => void lines.push(`${name}: ${line}`), closing.signal));
  assert.equal(result.error, undefined, `showCart gave ${result.error}.`);
  return closing;
}

const FREE = 'delivery is free from 30 euros';

function expectLines(lines, wanted, story) {
  assert.deepEqual(
    lines,
    wanted,
    `${story} Printed should be: ${wanted.join('; ') || 'nothing'}. It was: ${lines.join('; ') || 'nothing'}.`,
  );
}

test('a page shows each item, and speaks of delivery once, before the first', () => {
  const cart = new Cart();
  const lines = [];
  openPage(cart, lines, 'page');
  cart.add('BOOK-61', 2);
  cart.add('BOOK-62');
  cart.add('BOOK-61');
  expectLines(
    lines,
    [`page: ${FREE}`, 'page: 2 x BOOK-61', 'page: 1 x BOOK-62', 'page: 1 x BOOK-61'],
    'Three items were added.',
  );
});

test('a page that is closed shows nothing more, and the other pages go on', () => {
  const cart = new Cart();
  const lines = [];
  const left = openPage(cart, lines, 'left');
  openPage(cart, lines, 'right');
  cart.add('BOOK-65');
  left.abort();
  cart.add('BOOK-66', 4);
  expectLines(
    lines,
    [`left: ${FREE}`, 'left: 1 x BOOK-65', `right: ${FREE}`, 'right: 1 x BOOK-65', 'right: 4 x BOOK-66'],
    'Two pages were open for BOOK-65, and the left one was closed before BOOK-66.',
  );
});

test('a page that is closed before the first item never speaks of delivery', () => {
  const cart = new Cart();
  const lines = [];
  openPage(cart, lines, 'early').abort();
  const closed = said(() =>
    showCart(cart, (line) => void lines.push(`closed: ${line}`), AbortSignal.abort()),
  );
  assert.equal(closed.error, undefined, `showCart with a signal that has aborted gave ${closed.error}.`);
  cart.add('BOOK-67');
  expectLines(lines, [], 'One page was closed before the first item, another before it was opened.');
});
