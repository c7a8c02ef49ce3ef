import { expect, test } from 'vitest';
import { measure, operationsOf } from '#systems/measure.ts';
import type { BrokerEvent } from '#trace/broker-events.ts';

type Line = [at: number, event: BrokerEvent];

const published = (message: string, to = 'jobs'): BrokerEvent => ({ type: 'MessagePublished', message, to });
const routed = (message: string): BrokerEvent => ({ type: 'MessageRouted', message, queue: 'jobs.work' });
const taken = (message: string): BrokerEvent => ({
  type: 'MessageAcknowledged',
  message,
  queue: 'jobs.work',
  consumer: 'w',
});
const did = (operation: string, detail?: string): BrokerEvent => ({
  type: 'OperationApplied',
  process: 'w',
  operation,
  ...(detail === undefined ? {} : { detail }),
});

const numbersOf = (lines: readonly Line[], until = 10_000) =>
  measure(
    lines.map(([at, event], seq) => ({ ...event, at, seq })),
    { topic: 'jobs', verbs: ['do', 'skip'] },
    until,
  );

test('the time is from the publication to the first effect', () => {
  const numbers = numbersOf([
    [100, published('j-1')],
    [200, published('j-2')],
    [400, did('do j-1')],
    [900, did('skip j-2')],
  ]);
  expect(numbers).toMatchObject({ published: 2, done: 2, p50: 300, p95: 700, throughput: 0.2, backlog: 0 });
});

test('what follows from an event counts for it, and other topics do not', () => {
  const numbers = numbersOf([
    [0, published('j-1')],
    [10, published('j-1.first', 'answers')],
    [20, published('k-1', 'others')],
    [30, did('do j-1.first')],
  ]);
  expect(numbers).toMatchObject({ published: 1, done: 1, p50: 30 });
});

test('a second effect is a repetition, unless the other side knew it', () => {
  const numbers = numbersOf([
    [0, published('j-1')],
    [10, did('do j-1')],
    [20, did('do j-1')],
    [30, did('do j-1', 'known, no second effect')],
    [40, did('undo j-1')],
  ]);
  expect(numbers).toMatchObject({ done: 1, twice: 1 });
});

test('an event is lost when nobody has it any more, and under way as long as a copy waits', () => {
  const numbers = numbersOf([
    [0, published('j-1')],
    [0, routed('j-1')],
    [5, taken('j-1')],
    [10, published('j-2')],
    [10, routed('j-2')],
    [9000, published('j-3')],
    [9000, routed('j-3')],
    [9900, taken('j-3')],
  ]);
  expect(numbers).toMatchObject({ published: 3, done: 0, lost: 1, backlog: 2, p50: null, p95: null });
});

test('how many are under way is averaged over time', () => {
  const numbers = numbersOf(
    [
      [0, published('j-1')],
      [250, published('j-2')],
      [500, did('do j-1')],
      [750, did('do j-2')],
    ],
    1000,
  );
  expect(numbers).toMatchObject({ underWay: 1, most: 2 });
});

test('nothing published comes to nothing', () => {
  expect(numbersOf([])).toMatchObject({ published: 0, p95: null, underWay: 0, most: 0, lost: 0 });
});

test('operations by what they are', () => {
  expect([...operationsOf([did('do j-1'), did('undo j-2'), did('do j-1')], 'do')]).toEqual(['j-1']);
});
