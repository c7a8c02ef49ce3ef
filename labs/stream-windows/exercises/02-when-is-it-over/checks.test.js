import assert from 'node:assert/strict';
import test from 'node:test';
import { createCounter } from './counter.js';

/** Numbers from 0 to below `below`, the same in every run. */
function createDice(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const sentences = {
  WindowClosed: ({ start, count }) => `the window from ${start} closes with ${count}`,
  WindowCorrected: ({ start, count }) => `the window from ${start} is corrected to ${count}`,
  ViewSetAside: ({ viewed }) => `the view of ${viewed} is set aside`,
};

function told(results, when) {
  assert.ok(Array.isArray(results), `${when}: the counter should return a list of what follows.`);
  const lines = results.map((result) => sentences[result.type]?.(result) ?? `the unknown ${result.type}`);
  return lines.join('; ') || 'nothing';
}

/** A counter that is fed step by step; each step says what should follow. */
function createLog(options) {
  const counter = createCounter(options);
  const expect = (results, expected, when) => {
    const found = told(results, when);
    assert.equal(found, expected, `${when}: ${expected} should follow, and ${found} does.`);
  };
  return {
    counter,
    view: (viewed, partition, expected = 'nothing') =>
      expect(counter.view(viewed, partition), expected, `A view of ${viewed} in partition ${partition}`),
    heartbeat: (at, partition, expected = 'nothing') =>
      expect(counter.heartbeat(at, partition), expected, `A heartbeat of ${at} in partition ${partition}`),
  };
}

test('a window closes when the watermark has reached its end, and not before', () => {
  for (const [size, slack] of [
    [60, 10],
    [100, 0],
    [30, 45],
  ]) {
    const log = createLog({ size, slack, keep: 60, partitions: 1 });
    log.view(4, 0);
    log.view(size - 1, 0);
    log.view(size + slack - 1, 0);
    const count = slack === 0 ? 3 : 2;
    log.view(size + slack, 0, `the window from 0 closes with ${count}`);
  }
});

test('several windows that close at once do so in the order of time', () => {
  const log = createLog({ size: 10, slack: 25, keep: 500, partitions: 1 });
  log.view(31, 0);
  log.view(12, 0);
  log.view(33, 0);
  log.view(25, 0);
  log.view(
    95,
    0,
    'the window from 10 closes with 1; the window from 20 closes with 1; the window from 30 closes with 2',
  );
});

test('the slowest partition decides, and one that is silent holds everything back', () => {
  const log = createLog({ size: 60, slack: 5, keep: 60, partitions: 3 });
  log.view(10, 0);
  log.view(400, 0);
  log.view(20, 1);
  log.view(300, 1);
  log.view(30, 2);
  log.view(64, 2);
  log.view(65, 2, 'the window from 0 closes with 3');
  log.view(125, 2, 'the window from 60 closes with 2');
});

test('a late view is answered with the new total of its window', () => {
  const log = createLog({ size: 60, slack: 10, keep: 120, partitions: 1 });
  log.view(5, 0);
  log.view(6, 0);
  log.view(70, 0, 'the window from 0 closes with 2');
  log.view(59, 0, 'the window from 0 is corrected to 3');
  log.view(60, 0);
  log.view(1, 0, 'the window from 0 is corrected to 4');
  log.view(150, 0, 'the window from 60 closes with 2');
  const empty = createLog({ size: 60, slack: 10, keep: 120, partitions: 1 });
  empty.view(70, 0);
  empty.view(3, 0, 'the window from 0 is corrected to 1');
});

test('a view for a window that is forgotten is set aside, and counts nowhere', () => {
  const log = createLog({ size: 60, slack: 10, keep: 30, partitions: 1 });
  log.view(5, 0);
  log.view(99, 0, 'the window from 0 closes with 1');
  log.view(7, 0, 'the window from 0 is corrected to 2');
  log.view(100, 0);
  log.view(8, 0, 'the view of 8 is set aside');
  log.view(59, 0, 'the view of 59 is set aside');
  log.view(130, 0, 'the window from 60 closes with 2');
});

test('a heartbeat moves the watermark and is counted nowhere', () => {
  const log = createLog({ size: 60, slack: 10, keep: 60, partitions: 2 });
  log.view(5, 0);
  log.heartbeat(70, 0);
  log.heartbeat(69, 1);
  log.heartbeat(71, 1, 'the window from 0 closes with 1');
  log.heartbeat(130, 0);
  log.heartbeat(200, 1);
  log.view(140, 0);
});

test('no watermark ever goes back', () => {
  const log = createLog({ size: 60, slack: 0, keep: 60, partitions: 1 });
  log.view(100, 0);
  log.heartbeat(2, 0);
  log.view(3, 0, 'the window from 0 is corrected to 1');
  log.view(4, 0, 'the window from 0 is corrected to 2');
  log.view(120, 0, 'the window from 60 closes with 1');
  log.heartbeat(50, 0);
  log.view(30, 0, 'the view of 30 is set aside');
});

test('windows do not pile up', () => {
  const { counter } = createLog({ size: 10, slack: 5, keep: 40, partitions: 1 });
  let closed = 0;
  for (let at = 0; at < 5000; at += 5) {
    closed += counter.view(at, 0).filter(({ type }) => type === 'WindowClosed').length;
    assert.ok(
      counter.open <= 8,
      `At second ${at} the counter holds ${counter.open} windows; 7 can still matter.`,
    );
  }
  assert.equal(closed, 499, `In 5,000 seconds 499 windows of 10 should have closed, and ${closed} have.`);
  assert.ok(
    counter.open >= 5,
    `Windows are kept for corrections for 40 seconds; the counter holds ${counter.open}.`,
  );
});

/** What should follow, found by looking at the whole past each time. */
function createOracle({ size, slack, keep, partitions }) {
  const latest = Array(partitions).fill(-Infinity);
  const accepted = [];
  const lowest = () => Math.min(...latest) - slack;
  const startOf = (at) => at - (((at % size) + size) % size);
  const total = (start) => accepted.filter((at) => startOf(at) === start).length;
  return (at, partition, isView) => {
    const before = lowest();
    const start = startOf(at);
    const results = [];
    if (isView && start + size + keep <= before) results.push({ type: 'ViewSetAside', viewed: at });
    else if (isView) {
      accepted.push(at);
      if (start + size <= before) results.push({ type: 'WindowCorrected', start, count: total(start) });
    }
    latest[partition] = Math.max(latest[partition], at);
    const starts = [...new Set(accepted.map(startOf))].sort((a, b) => a - b);
    for (const one of starts) {
      if (one + size > before && one + size <= lowest()) {
        results.push({ type: 'WindowClosed', start: one, count: total(one) });
      }
    }
    return results;
  };
}

test('in any order, from any number of partitions, every view counts exactly once', () => {
  for (const [seed, options] of [
    [4, { size: 60, slack: 10, keep: 60, partitions: 2 }],
    [15, { size: 25, slack: 40, keep: 0, partitions: 1 }],
    [38, { size: 90, slack: 0, keep: 200, partitions: 4 }],
  ]) {
    const dice = createDice(seed);
    const { counter } = createLog(options);
    const oracle = createOracle(options);
    for (let step = 0; step < 250; step += 1) {
      const at = Math.max(0, step * 6 + dice(60) - dice(150));
      const partition = dice(options.partitions);
      const isView = dice(6) > 0;
      const when = `Seed ${seed}, step ${step}, second ${at}`;
      const found = told(isView ? counter.view(at, partition) : counter.heartbeat(at, partition), when);
      const expected = told(oracle(at, partition, isView), when);
      assert.equal(found, expected, `${when}: ${expected} should follow, and ${found} does.`);
    }
  }
});
