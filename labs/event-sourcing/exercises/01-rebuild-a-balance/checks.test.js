import assert from 'node:assert/strict';
import test from 'node:test';
import { balanceOf } from './account.js';

/** Numbers from 0 to below `below`, the same in every run. */
function createDice(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const EFFECT = { PointsCredited: 1, PointsRedeemed: -1, PointsExpired: -1, RedemptionRefused: 0 };

/** Appends an event, which gets its version and its position. */
function append(log, stream, type, points) {
  const version = log.filter((event) => event.stream === stream).length + 1;
  log.push(Object.freeze({ position: log.length + 1, stream, version, type, points }));
}

// One name is the beginning of another.
const STREAMS = ['points-c-1', 'points-c-2', 'points-c-3', 'points-c-12'];

/** A log of several streams, mixed; `types` are those that may stand in it. */
function mixedLog(seed, count, types) {
  const dice = createDice(seed);
  const log = [];
  for (let n = 0; n < count; n += 1) {
    append(log, STREAMS[dice(4)], types[dice(types.length)], 1 + dice(500));
  }
  return log;
}

/** What a stream adds up to, version by version. */
function expectedBalances(log, stream) {
  const balances = [0];
  for (const event of log) {
    if (event.stream === stream) balances.push(balances.at(-1) + EFFECT[event.type] * event.points);
  }
  return balances;
}

function said(action) {
  try {
    return { value: action() };
  } catch (error) {
    return { error: String(error?.message ?? error) };
  }
}

test('an account with no events has 0 points, and one credit makes a balance', () => {
  const log = [];
  assert.equal(balanceOf(log, 'points-c-7'), 0, 'An account with no events should have 0 points.');
  append(log, 'points-c-7', 'PointsCredited', 314);
  assert.equal(balanceOf(log, 'points-c-7'), 314, 'After a credit of 314 points the balance should be 314.');
});

test('only the events of the one stream count', () => {
  for (const seed of [3, 17, 29]) {
    const log = mixedLog(seed, 40, ['PointsCredited', 'PointsRedeemed']);
    for (const stream of ['points-c-1', 'points-c-2', 'points-c-3']) {
      const expected = expectedBalances(log, stream).at(-1);
      const { value, error } = said(() => balanceOf(log, stream));
      assert.equal(
        value,
        expected,
        `The events of ${stream} add up to ${expected}, and the answer was ${error ?? value}. Other streams stand in the same log.`,
      );
    }
  }
});

test('every type that may stand in the stream has its effect', () => {
  for (const [type, effect] of Object.entries(EFFECT)) {
    const log = [];
    append(log, 'points-c-7', 'PointsCredited', 700);
    append(log, 'points-c-7', type, 45);
    const { value, error } = said(() => balanceOf(log, 'points-c-7'));
    const expected = 700 + effect * 45;
    assert.equal(
      value,
      expected,
      `700 points and then ${type} 45 make ${expected}; the answer was ${error ?? value}.`,
    );
  }
});

test('a type that nobody knows throws an error that names it', () => {
  for (const type of ['PointsGifted', 'AccountMerged']) {
    const log = [];
    append(log, 'points-c-7', 'PointsCredited', 80);
    append(log, 'points-c-7', type, 5);
    const { value, error } = said(() => balanceOf(log, 'points-c-7'));
    assert.ok(
      error?.includes(type),
      `${type} should throw an error that names it; ${error === undefined ? `the answer was ${value}` : `the error was “${error}”`}.`,
    );
    append(log, 'points-c-9', 'PointsCredited', 12);
    const other = said(() => balanceOf(log, 'points-c-9'));
    assert.equal(
      other.value,
      12,
      `${type} stands in another stream, and the balance of points-c-9 should still be 12.`,
    );
  }
});

test('the balance can be had as it was after any version of the stream', () => {
  for (const seed of [5, 11]) {
    const log = mixedLog(seed, 50, Object.keys(EFFECT));
    const balances = expectedBalances(log, 'points-c-2');
    balances.forEach((expected, version) => {
      const { value, error } = said(() => balanceOf(log, 'points-c-2', version));
      assert.equal(
        value,
        expected,
        `After version ${version} of points-c-2 the balance was ${expected}; the answer was ${error ?? value}.`,
      );
    });
  }
});

test('asking twice gives the same answer twice: the log stays as it is', () => {
  const log = mixedLog(23, 30, Object.keys(EFFECT));
  const before = [...log];
  const answers = [1, 2].map(() => said(() => balanceOf(log, 'points-c-3')).value);
  assert.deepEqual(log, before, `The log had ${before.length} events before, and ${log.length} after.`);
  const expected = expectedBalances(log, 'points-c-3').at(-1);
  assert.deepEqual(
    answers,
    [expected, expected],
    `Both answers should be ${expected}, and they were ${answers.join(' and ')}.`,
  );
});
