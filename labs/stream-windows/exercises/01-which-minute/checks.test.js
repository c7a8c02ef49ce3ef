import assert from 'node:assert/strict';
import test from 'node:test';
import { countViews, startsOf } from './windows.js';

/** Numbers from 0 to below `below`, the same in every run. */
function createDice(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const BOOKS = ['Emma', 'Dracula', 'constructor', '__proto__'];

function randomViews(dice, count) {
  return Array.from({ length: count }, () => {
    const viewed = dice(900);
    return { book: BOOKS[dice(4)], viewed, arrived: viewed + dice(200) };
  });
}

/** How many views of a book lie in a window, counted one by one. */
function truth(views, book, start, size) {
  return views.filter((view) => view.book === book && view.viewed >= start && view.viewed < start + size)
    .length;
}

/** −0 is 0 here. */
function expectStarts(found, starts, when) {
  const list = Array.isArray(found) ? found.join(', ') : String(found);
  assert.equal(
    list,
    starts.join(', '),
    `${when}: the starts are ${starts.join(', ')}, and startsOf says ${list}.`,
  );
}

function expectRows(rows, views, size, when) {
  assert.ok(Array.isArray(rows), `${when}: countViews should give a list of rows.`);
  for (const { start, end, counts } of rows) {
    assert.equal(
      end,
      start + size,
      `${when}: the window from ${start} should end at ${start + size}, not ${end}.`,
    );
    for (const book of BOOKS) {
      const right = truth(views, book, start, size);
      const found = counts.get(book) ?? 0;
      assert.equal(
        found,
        right,
        `${when}: from ${start} to ${end}, ${book} was viewed ${right} times, not ${found}.`,
      );
    }
  }
}

const startsIn = (rows) => rows.map(({ start }) => start).join(', ');

test('a moment belongs to the one window in which it lies', () => {
  for (const [at, size, start] of [
    [0, 60, 0],
    [29, 60, 0],
    [31, 60, 0],
    [59, 60, 0],
    [61, 60, 60],
    [3599, 600, 3000],
  ]) {
    expectStarts(startsOf(at, { size }), [start], `Second ${at}, windows of ${size}`);
  }
});

test('a window holds its start and no longer its end', () => {
  for (const at of [60, 120, 7200]) {
    expectStarts(startsOf(at, { size: 60 }), [at], `Second ${at} begins a window of 60`);
    expectStarts(
      startsOf(at - 1, { size: 60 }),
      [at - 60],
      `Second ${at - 1} is the last of the window before`,
    );
  }
});

test('windows that overlap hold a moment several times', () => {
  for (const [at, size, step, starts] of [
    [70, 60, 20, [20, 40, 60]],
    [79, 60, 20, [20, 40, 60]],
    [80, 60, 20, [40, 60, 80]],
    [200, 90, 30, [120, 150, 180]],
    [100, 50, 20, [60, 80, 100]],
    [95, 50, 20, [60, 80]],
  ]) {
    expectStarts(startsOf(at, { size, step }), starts, `Second ${at}, windows of ${size} every ${step}`);
  }
});

test('windows begin before zero as well', () => {
  expectStarts(startsOf(5, { size: 60, step: 20 }), [-40, -20, 0], 'Second 5, windows of 60 every 20');
  expectStarts(startsOf(-1, { size: 60 }), [-60], 'Second -1, windows of 60');
});

test('views count by when they were viewed, not by when they arrived', () => {
  const views = [
    { book: 'Emma', viewed: 50, arrived: 51 },
    { book: 'Emma', viewed: 70, arrived: 72 },
    { book: 'Emma', viewed: 55, arrived: 190 },
  ];
  const rows = countViews(views, { size: 60 });
  assert.equal(
    startsIn(rows),
    '0, 60',
    `There are views in the minutes 0 and 60; the rows say ${startsIn(rows)}.`,
  );
  expectRows(rows, views, 60, 'With one view out of a tunnel');
});

test('every view of every book is counted', () => {
  const views = BOOKS.flatMap((book) => [1, 2, 3].map((viewed) => ({ book, viewed, arrived: viewed })));
  expectRows(countViews(views, { size: 60 }), views, 60, 'With three views of each book in one minute');
});

test('the rows come in the order of time, one for each window that has views', () => {
  const viewed = [400, 30, 1000, 200, 35];
  const views = viewed.map((at, n) => ({ book: 'Emma', viewed: at, arrived: 2000 + n }));
  const rows = countViews(views, { size: 100 });
  assert.equal(
    startsIn(rows),
    '0, 200, 400, 1000',
    `The rows should begin at 0, 200, 400, 1000, not ${startsIn(rows)}.`,
  );
});

test('in whatever order they arrive, the rows are the same and right', () => {
  for (const [seed, size, step] of [
    [3, 60, 60],
    [9, 100, 25],
    [27, 70, 30],
  ]) {
    const dice = createDice(seed);
    const views = randomViews(dice, 120);
    const rows = countViews(views, { size, step });
    expectRows(rows, views, size, `Windows of ${size} every ${step}`);
    const all = rows.reduce((sum, { counts }) => sum + [...counts.values()].reduce((a, b) => a + b, 0), 0);
    const right = views.reduce((sum, { viewed }) => sum + holding(viewed, size, step), 0);
    assert.equal(
      all,
      right,
      `Windows of ${size} every ${step} hold ${right} views in all, and the rows ${all}.`,
    );
    const turned = countViews(views.toReversed(), { size, step });
    assert.deepEqual(turned, rows, 'The same views in another order should give the same rows.');
  }
});

/** How many windows hold a moment, counted one by one. */
function holding(at, size, step) {
  let count = 0;
  for (let start = Math.ceil((at - size) / step) * step; start <= at; start += step) {
    if (start > at - size) count += 1;
  }
  return count;
}
