import assert from 'node:assert/strict';
import test from 'node:test';
import { Store } from './store.js';

const show = (value) =>
  typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
const listed = (values) => values.map(show).join(', ') || 'nothing';

/** A store, and a log of its events. */
function createStore(initial) {
  const store = new Store(initial);
  const log = [];
  for (const type of ['changing', 'change']) store.addEventListener(type, (event) => void log.push(event));
  return { store, log, types: () => log.map(({ type }) => type) };
}

test('update changes some values and leaves the others', () => {
  const { store } = createStore({ books: 2, voucher: 'X-1', name: 'Ada' });
  const first = store.update({ books: 5 });
  store.update({ voucher: null, extra: 7 });
  const wanted = { books: 5, voucher: null, name: 'Ada', extra: 7 };
  assert.deepEqual(
    { ...store.state },
    wanted,
    `The state should be ${show(wanted)}; it is ${show(store.state)}.`,
  );
  assert.equal(
    first,
    true,
    `update({ books: 5 }) has changed something: it should return true, and returned ${first}.`,
  );
});

test('a change is announced before and after it, once each, with the state before and after', () => {
  const { store, log, types } = createStore({ books: 2, name: 'Ada' });
  const seen = [];
  for (const type of ['changing', 'change'])
    store.addEventListener(type, () => void seen.push(store.state.books));
  store.update({ books: 9 });
  assert.deepEqual(
    types(),
    ['changing', 'change'],
    `One update should dispatch changing and then change; it dispatched ${types().join(', ') || 'nothing'}.`,
  );
  for (const event of log) {
    const wanted = { before: { books: 2, name: 'Ada' }, after: { books: 9, name: 'Ada' } };
    const { before, after } = event.detail ?? {};
    assert.deepEqual(
      { before: { ...before }, after: { ...after } },
      wanted,
      `books went from 2 to 9. The detail of ${event.type} should be ${show(wanted)}; it is ${show(event.detail)}.`,
    );
  }
  assert.deepEqual(
    seen,
    [2, 9],
    `Whoever looks at state.books should see 2 at changing and 9 at change; seen were ${listed(seen)}.`,
  );
});

test('an update that changes nothing is not announced, and returns false', () => {
  const list = ['BOOK-1'];
  for (const [initial, patch] of [
    [{ books: 3 }, { books: 3 }],
    [{ books: Number.NaN }, { books: Number.NaN }],
    [{ voucher: null, books: 0 }, { voucher: null }],
    [{ list }, { list }],
    [{ books: 1 }, {}],
  ]) {
    const { store, types } = createStore(initial);
    const result = store.update(patch);
    const story = `The state is ${show(initial)}, and it is updated with ${show(patch)}.`;
    assert.deepEqual(types(), [], `${story} Nothing changes, but dispatched were ${types().join(', ')}.`);
    assert.equal(result, false, `${story} update should return false, and returned ${result}.`);
  }
  for (const [initial, patch] of [
    [{ books: 0 }, { books: '0' }],
    [{ books: 0 }, { books: null }],
    [
      { books: 1, name: 'Ada' },
      { books: 1, name: 'Bob' },
    ],
  ]) {
    const { store, types } = createStore(initial);
    assert.equal(
      store.update(patch),
      true,
      `The state is ${show(initial)}; updated with ${show(patch)} it should return true: one value is another.`,
    );
    assert.ok(
      types().includes('change'),
      `The state is ${show(initial)}; updated with ${show(patch)} it should dispatch change.`,
    );
  }
});

test('nobody can change the state but by update', () => {
  const initial = { books: 2 };
  const patch = { books: 4 };
  const { store, log } = createStore(initial);
  const write = (target) => {
    try {
      target.books = 99;
    } catch {
      // It is frozen, which is one way to do it.
    }
  };
  write(initial);
  assert.equal(
    store.state.books,
    2,
    `The object that the store was made from has been written into, and state.books is ${store.state.books} instead of 2.`,
  );
  write(store.state);
  assert.equal(
    store.state.books,
    2,
    `Somebody has written into store.state, and state.books is ${store.state.books} instead of 2.`,
  );
  store.update(patch);
  write(patch);
  for (const { detail } of log) write(detail?.after ?? {});
  assert.equal(
    store.state.books,
    4,
    `Somebody has written into what update was given and into the detail of the events, and state.books is ${store.state.books} instead of 4.`,
  );
});

test('a change that is vetoed does not happen: nobody hears of it, and update returns false', () => {
  const { store, types } = createStore({ books: 2 });
  const shown = [];
  store.watch('books', (value) => void shown.push(value), new AbortController().signal);
  store.addEventListener('changing', (event) => event.detail.after.books > 5 && event.preventDefault());
  for (const [books, granted] of [
    [9, false],
    [4, true],
    [7, false],
    [5, true],
  ]) {
    const result = store.update({ books });
    assert.equal(
      result,
      granted,
      `More than 5 books are vetoed. update({ books: ${books} }) should return ${granted}, and returned ${result}.`,
    );
  }
  assert.equal(
    store.state.books,
    5,
    `5 was the last number that nobody vetoed, and state.books is ${store.state.books}.`,
  );
  const changes = types().filter((type) => type === 'change').length;
  assert.equal(
    changes,
    2,
    `Two of four updates were granted: change should be dispatched twice, and was ${changes} times.`,
  );
  assert.deepEqual(
    shown,
    [2, 4, 5],
    `Whoever watches books should be shown 2, 4 and 5; shown were ${listed(shown)}.`,
  );
});

test('what has happened cannot be vetoed', () => {
  const { store, log } = createStore({ books: 2 });
  store.update({ books: 3 });
  const can = log.map((event) => `${event.type} ${event.cancelable ? 'can' : 'cannot'}`);
  assert.deepEqual(
    can,
    ['changing can', 'change cannot'],
    `changing should be cancelable and change should not; ${can.join(', ')}.`,
  );
});

test('who watches is shown the value at once, and then whenever it is another, and no other value', () => {
  const { store } = createStore({ books: 2, name: 'Ada' });
  const shown = { books: [], name: [] };
  const { signal } = new AbortController();
  store.watch('books', (value) => void shown.books.push(value), signal);
  assert.deepEqual(
    shown.books,
    [2],
    `When watch returns, books should have been shown once, as 2; shown were ${listed(shown.books)}.`,
  );
  store.update({ name: 'Bob' });
  store.watch('name', (value) => void shown.name.push(value), signal);
  store.update({ books: 3 });
  store.update({ books: 3, name: 'Cleo' });
  store.update({ books: 0, name: 'Cleo' });
  assert.deepEqual(
    shown.books,
    [2, 3, 0],
    `books went from 2 to 3 and to 0: shown should be 2, 3, 0; shown were ${listed(shown.books)}.`,
  );
  assert.deepEqual(
    shown.name,
    ['Bob', 'Cleo'],
    `name was Bob when watching began, and became Cleo: shown were ${listed(shown.name)}.`,
  );

  const { store: sums } = createStore({ sum: Number.NaN, orders: 0 });
  const seen = [];
  sums.watch('sum', (value) => void seen.push(Object.is(value, -0) ? '-0' : String(value)), signal);
  sums.update({ orders: 1 });
  sums.update({ sum: 0 });
  sums.update({ sum: -0 });
  assert.deepEqual(
    seen,
    ['NaN', '0', '-0'],
    `sum stayed NaN when orders changed, and then became 0 and -0: shown should be NaN, 0, -0; shown were ${seen.join(', ')}.`,
  );
});

test('watching ends with the signal, and does not begin after it', () => {
  const { store } = createStore({ books: 2 });
  const shown = { left: [], right: [], late: [] };
  const left = new AbortController();
  store.watch('books', (value) => void shown.left.push(value), left.signal);
  store.watch('books', (value) => void shown.right.push(value), new AbortController().signal);
  store.update({ books: 3 });
  left.abort();
  store.update({ books: 4 });
  store.watch('books', (value) => void shown.late.push(value), left.signal);
  store.update({ books: 5 });
  assert.deepEqual(
    shown.left,
    [2, 3],
    `The left page was closed when books was 3: shown should be 2, 3; shown were ${listed(shown.left)}.`,
  );
  assert.deepEqual(
    shown.right,
    [2, 3, 4, 5],
    `The right page stayed open: shown should be 2, 3, 4, 5; shown were ${listed(shown.right)}.`,
  );
  assert.deepEqual(
    shown.late,
    [],
    `One watched with a signal that had aborted: nothing should be shown; shown were ${listed(shown.late)}.`,
  );
});

test('when a listener updates the store, what is shown last is what the state is', () => {
  for (const limit of [3, 6]) {
    const { store } = createStore({ books: 0 });
    const shown = { first: [], second: [] };
    const { signal } = new AbortController();
    store.watch('books', (value) => void shown.first.push(value), signal);
    store.addEventListener('change', ({ detail }) => {
      if (detail.after.books < limit) store.update({ books: detail.after.books + 1 });
    });
    store.watch('books', (value) => void shown.second.push(value), signal);
    store.update({ books: 1 });
    assert.equal(
      store.state.books,
      limit,
      `A listener adds a book until there are ${limit}; there are ${store.state.books}.`,
    );
    for (const [name, values] of Object.entries(shown)) {
      assert.equal(
        values.at(-1),
        limit,
        `A listener adds a book until there are ${limit}. The ${name} who watches should be shown ${limit} last; shown were ${listed(values)}.`,
      );
      const sorted = values.toSorted((a, b) => a - b);
      assert.deepEqual(
        values,
        sorted,
        `The number of books only grows, and the ${name} who watches was shown ${listed(values)}: an old value after a newer one.`,
      );
    }
  }
});
