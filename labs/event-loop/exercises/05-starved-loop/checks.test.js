import assert from 'node:assert/strict';
import test from 'node:test';
import { importOrders } from './import.js';

/** Orders with the ids `<name>-1` to `<name>-<count>`. */
function ordersOf(count, name = 'o') {
  return Array.from({ length: count }, (_, index) => ({ id: `${name}-${index + 1}` }));
}

/** Calls `onTurn` in every turn of the loop until the returned function is called. */
function watchLoop(onTurn) {
  let pending = setImmediate(function turn() {
    onTurn();
    pending = setImmediate(turn);
  });
  return () => clearImmediate(pending);
}

/** Imports `count` orders; returns how many were saved in each turn of the loop until it was over. */
async function savedPerTurn(count) {
  const turns = [0];
  const stop = watchLoop(() => turns.push(0));
  try {
    await importOrders(ordersOf(count), () => {
      turns[turns.length - 1] += 1;
    });
  } finally {
    stop();
  }
  return turns;
}

/** What an import resolves to; fails if it has not done so when every order could have had many turns of the loop. */
async function soon(imported, count) {
  let timer;
  const late = new Promise((resolve, reject) => {
    const error = new assert.AssertionError({
      message: `An import of ${count} orders should resolve to ${count}, and it never resolves.`,
    });
    timer = setTimeout(reject, 2000, error);
  });
  return Promise.race([imported, late]).finally(() => clearTimeout(timer));
}

/** One, two or three lines that tell two lists of ids apart. */
function difference(saved, wanted) {
  const index = wanted.findIndex((id, place) => id !== saved[place]);
  if (index === -1)
    return `after ${wanted.at(-1)}, the last order, ${saved[wanted.length]} was saved as well`;
  return `order ${wanted[index]} should come at place ${index + 1}, and ${saved[index] ?? 'nothing'} came`;
}

function expectSaved(saved, orders) {
  const ids = saved.map(({ id }) => id);
  const wanted = orders.map(({ id }) => id);
  assert.ok(
    ids.join() === wanted.join(),
    `Of ${wanted.length} orders ${ids.length} were saved: ${difference(ids, wanted)}.`,
  );
}

test('every order is saved once, in its order, before the promise resolves', async () => {
  for (const count of [1, 9, 10, 37]) {
    const orders = ordersOf(count);
    const saved = [];
    await importOrders(orders, (order) => saved.push(order));
    expectSaved(saved, orders);
  }
});

test('the promise resolves to the number of orders, also when there are none', async () => {
  for (const count of [0, 1, 10, 23]) {
    const result = await soon(
      importOrders(ordersOf(count), () => {}),
      count,
    );
    assert.equal(
      result,
      count,
      `An import of ${count} orders should resolve to ${count}, and resolved to ${result}.`,
    );
  }
});

test('imports at the same time do not disturb each other', async () => {
  const books = ordersOf(24, 'book');
  const toys = ordersOf(13, 'toy');
  const saved = { books: [], toys: [] };
  await Promise.all([
    importOrders(books, (order) => saved.books.push(order)),
    importOrders(toys, (order) => saved.toys.push(order)),
  ]);
  expectSaved(saved.books, books);
  expectSaved(saved.toys, toys);
});

test('at most 10 orders are saved in one turn of the loop', async () => {
  for (const count of [11, 58, 133]) {
    const most = Math.max(...(await savedPerTurn(count)));
    assert.ok(
      most <= 10,
      `Of ${count} orders ${most} were saved in one turn of the loop. Nothing else could happen meanwhile.`,
    );
  }
});

test('a timer that is due gets its turn before the import goes on', async () => {
  let beatAfter;
  let saved = 0;
  await importOrders(ordersOf(47), () => {
    saved += 1;
    if (saved > 1) return;
    setTimeout(() => {
      beatAfter = saved;
    }, 1);
    // The first order takes two milliseconds, so that the timer is due from then on.
    const until = performance.now() + 2;
    while (performance.now() < until);
  });
  const order = beatAfter === undefined ? 'all 47 orders were' : `${beatAfter} orders were`;
  assert.ok(
    beatAfter <= 10,
    `A timer was due when the first order was saved, but ${order} saved before its turn came.`,
  );
});

test('the loop turns all through the import, not only at its start', async () => {
  const turns = await savedPerTurn(90);
  const halfway = turns.findIndex((_, turn) => turns.slice(0, turn + 1).reduce((a, b) => a + b) >= 45);
  const later = turns.length - 1 - halfway;
  assert.ok(
    later >= 4,
    `After the first half of 90 orders the loop turned ${later} times until the import was over; it takes at least 4.`,
  );
});
