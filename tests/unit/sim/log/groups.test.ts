import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ASSIGNORS, type AssignorName } from '#sim/log/assign.ts';
import { createLogBroker, type LogBroker } from '#sim/log/broker.ts';
import type { ConsumedRecord, Consumer } from '#sim/log/consumer.ts';
import { createWorld } from '#sim/world.ts';

const PARTITIONS = 4;
const TOPIC = 'orders';

type Step = { do: 'send' | 'poll' | 'join' | 'close' | 'crash' | 'wait'; who: number };
const step = fc.record({
  do: fc.constantFrom<Step['do']>('send', 'send', 'poll', 'poll', 'poll', 'join', 'close', 'crash', 'wait'),
  who: fc.nat(50),
});
const settings = {
  steps: fc.array(step, { minLength: 5, maxLength: 60 }),
  assignor: fc.constantFrom(...(Object.keys(ASSIGNORS) as AssignorName[])),
};

/** Runs the steps; members commit after or before their work. Returns what was worked on, and what was sent. */
function run(steps: readonly Step[], assignor: AssignorName, commits: 'after' | 'before') {
  const world = createWorld({ seed: 'group' });
  const broker = createLogBroker({ world });
  broker.createTopic(TOPIC, { partitions: PARTITIONS });
  const producer = broker.producer();
  const worked: ConsumedRecord[] = [];
  let members: Consumer[] = [];
  let sent = 0;
  let names = 0;

  /** One round of a member, which may die between the two halves. */
  function work(member: Consumer, dies = false) {
    const records = member.poll(3);
    const halves = [() => worked.push(...records), () => records.length > 0 && member.commit()];
    if (commits === 'before') halves.reverse();
    halves[0]!();
    if (dies) member.crash();
    else halves[1]!();
  }
  const join = () => {
    const options = { topics: [TOPIC], group: 'stock', reset: 'earliest' as const, assignor };
    const member = broker.consumer({ ...options, id: `m${names++}` });
    members.push(member);
    work(member);
  };

  for (const { do: what, who } of steps) {
    const member = members[who % members.length];
    if (what === 'send') producer.send(TOPIC, { key: `k${who}`, value: String(sent++) });
    if (what === 'join' && members.length < 6) join();
    if (what === 'wait') world.advanceTo(world.now + 46_000);
    if (what === 'poll' && member) work(member);
    if (member && ['close', 'crash'].includes(what)) members = members.filter((one) => one !== member);
    if (what === 'close') member?.close();
    if (what === 'crash' && member) work(member, true);
    expectOneReaderEach(broker);
  }
  // In the end somebody is there for long enough.
  world.advanceTo(world.now + 46_000);
  join();
  const last = members.at(-1)!;
  for (const member of members) if (member !== last) member.close();
  for (let n = 0; n < 40; n++) work(last);
  return { worked, sent };
}

function expectOneReaderEach(broker: LogBroker) {
  const all = broker.group('stock').assignment();
  const places = all.flatMap((member) => member.places.map(({ partition }) => partition));
  expect(places.length).toBe(new Set(places).size);
  if (all.length > 0) expect(places.length).toBe(PARTITIONS);
}

test('who commits after the work loses nothing, whoever joins, leaves or dies', () => {
  fc.assert(
    fc.property(settings.steps, settings.assignor, (steps, assignor) => {
      const { worked, sent } = run(steps, assignor, 'after');
      expect(new Set(worked.map(({ value }) => value)).size).toBe(sent);
    }),
  );
});

test('who commits before the work repeats nothing, whoever joins, leaves or dies', () => {
  fc.assert(
    fc.property(settings.steps, settings.assignor, (steps, assignor) => {
      const { worked } = run(steps, assignor, 'before');
      expect(new Set(worked.map(({ value }) => value)).size).toBe(worked.length);
    }),
  );
});

test('the records of a key are first worked on in the order in which they were sent', () => {
  fc.assert(
    fc.property(settings.steps, settings.assignor, (steps, assignor) => {
      const { worked } = run(steps, assignor, 'after');
      const seen = new Set<string | null>();
      const first = worked.filter(({ value }) => !seen.has(value) && seen.add(value));
      for (const records of Map.groupBy(first, ({ key }) => key).values()) {
        const values = records.map(({ value }) => Number(value));
        expect(values).toEqual(values.toSorted((a, b) => a - b));
      }
    }),
  );
});

const death: Step[] = [
  { do: 'join', who: 0 },
  { do: 'send', who: 1 },
  { do: 'crash', who: 0 },
];

test('and each pays with the opposite: one repeats, the other loses, when a member dies in between', () => {
  const after = run(death, 'range', 'after');
  expect(after.worked.map(({ value }) => value)).toEqual(['0', '0']);
  const before = run(death, 'range', 'before');
  expect([before.worked, before.sent]).toEqual([[], 1]);
});
