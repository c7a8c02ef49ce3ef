import { expect, test } from 'vitest';
import { BROKER_TRACE, type BrokerEvent } from '#trace/broker-events.ts';
import { wrongEvent } from '#trace/fields.ts';
import { createLogBroker } from '#sim/log/broker.ts';
import { createWorld } from '#sim/world.ts';

/** Two members, one of which dies; the whole run as events with their times. */
function run(seed: number) {
  const world = createWorld({ seed });
  const events: (BrokerEvent & { at: number })[] = [];
  const broker = createLogBroker({ world, record: (event) => events.push({ ...event, at: world.now }) });
  broker.createTopic('clicks', { partitions: 3, retentionMs: 60_000, segmentRecords: 1 });
  const producer = broker.producer();
  const options = { topics: ['clicks'], group: 'g', reset: 'earliest' as const };
  const [a, b] = [broker.consumer({ ...options, id: 'a' }), broker.consumer({ ...options, id: 'b' })];
  for (let n = 0; n < 6; n++) producer.send('clicks', { value: 'x'.repeat(9000) });
  a.poll();
  b.poll();
  b.commit();
  a.crash();
  world.advanceTo(50_000);
  b.poll();
  b.close();
  world.advanceTo(1_000_000);
  return events;
}

test('everything is recorded in the shapes of the trace', () => {
  const events = run(1);
  for (const { at: _at, ...event } of events) expect(wrongEvent(BROKER_TRACE.events, event)).toBeUndefined();
  const types = new Set(events.map(({ type }) => type));
  expect([...types].toSorted()).toEqual([
    'ConsumerCancelled',
    'ConsumerLost',
    'ConsumerSubscribed',
    'GroupRebalanced',
    'MessageAppended',
    'MessageDelivered',
    'MessageDropped',
    'MessagePublished',
    'OffsetCommitted',
    'PartitionAssigned',
    'PartitionRevoked',
    'TopicDeclared',
  ]);
});

test('the cleaner comes by itself, and the world comes to rest', () => {
  const dropped = run(1).filter(({ type }) => type === 'MessageDropped');
  expect(dropped.map(({ at }) => at)).toEqual(Array(6).fill(300_000));
});

test('the same seed gives the same run, another seed another', () => {
  expect(run(1)).toEqual(run(1));
  expect(run(1)).not.toEqual(run(2));
});
