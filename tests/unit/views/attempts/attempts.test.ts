import { expect, test } from 'vitest';
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Recorded } from '#trace/trace.ts';
import { attemptsOf, sentenceOf, ticksOf } from '#views/attempts/attempts.ts';
import { scenarioTraces } from '../../../support/broker-traces.ts';

const trace = (...events: (BrokerEvent & { at: number })[]) =>
  events.map((event, seq) => ({ ...event, seq })) as Recorded<BrokerEvent>[];

const delivered = (at: number, queue: string, consumer = 'payments', message = 'e-1') =>
  ({ type: 'MessageDelivered', message, queue, consumer, redelivered: false, at }) as const;
const answered = (at: number, queue: string, consumer = 'payments', message = 'e-1') =>
  ({ type: 'MessageAcknowledged', message, queue, consumer, at }) as const;

test('each delivery is a span, numbered in its queue, from where it came to where it was answered', () => {
  const { messages, queues, start, length } = attemptsOf(
    trace(
      delivered(100, 'charges.payments'),
      answered(104, 'charges.payments'),
      delivered(105, 'charges.retry.waiting', 'waiting'),
      answered(305, 'charges.retry.waiting', 'waiting'),
      delivered(306, 'charges.payments'),
      { type: 'MessageRequeued', message: 'e-1', queue: 'charges.payments', consumer: 'payments', at: 310 },
      delivered(311, 'charges.payments'),
      { type: 'MessageDeadLettered', message: 'e-1', queue: 'charges.payments', reason: 'rejected', at: 320 },
    ),
  );
  expect({ queues, start, length }).toEqual({
    queues: ['charges.payments', 'charges.retry.waiting'],
    start: 100,
    length: 220,
  });
  expect(messages.map(({ name }) => name)).toEqual(['e-1']);
  expect(messages[0]?.spans.map((span) => sentenceOf(span, start))).toEqual([
    'charges.payments, delivery 1, at 0 ms: acknowledged after 4 ms',
    'charges.retry.waiting, delivery 1, at 5 ms: acknowledged after 200 ms',
    'charges.payments, delivery 2, at 206 ms: handed back after 4 ms',
    'charges.payments, delivery 3, at 211 ms: a dead letter after 9 ms',
  ]);
});

test('who dies loses what it holds, and nothing of the others', () => {
  const { messages } = attemptsOf(
    trace(
      delivered(0, 'charges.payments', 'A', 'e-1'),
      delivered(0, 'charges.payments', 'B', 'e-2'),
      { type: 'ProcessCrashed', process: 'A', at: 7 },
      answered(9, 'charges.payments', 'B', 'e-2'),
      delivered(20, 'charges.payments', 'B', 'e-1'),
    ),
  );
  const outcomes = messages.flatMap(({ name, spans }) => spans.map(({ until }) => [name, until?.outcome]));
  expect(outcomes).toEqual([
    ['e-1', 'lost'],
    ['e-1', undefined],
    ['e-2', 'done'],
  ]);
});

test('in every trace of a broker there are as many spans as deliveries, and none ends before it begins', async () => {
  for (const { events } of await scenarioTraces()) {
    const spans = attemptsOf(events).messages.flatMap((message) => message.spans);
    expect(spans).toHaveLength(events.filter(({ type }) => type === 'MessageDelivered').length);
    expect(spans.filter(({ from, until }) => until && until.step <= from.step)).toEqual([]);
  }
});

test('what happens in no time at all is laid out by steps', () => {
  const busy = Array.from({ length: 20 }, (_, n) =>
    delivered(n / 20, 'charges.payments', 'payments', `e-${n}`),
  );
  expect(attemptsOf(trace(...busy)).isInstant).toBe(true);
  const slow = busy.map((event, n) => ({ ...event, at: n * 5 }));
  expect(attemptsOf(trace(...slow)).isInstant).toBe(false);
});

test('the axis has a few round times, none beyond the end', () => {
  expect(ticksOf(0)).toEqual([0]);
  expect(ticksOf(220)).toEqual([0, 100, 200]);
  expect(ticksOf(4)).toEqual([0, 1, 2, 3, 4]);
  expect(ticksOf(1900)).toEqual([0, 500, 1000, 1500]);
});
