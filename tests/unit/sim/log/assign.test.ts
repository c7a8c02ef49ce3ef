import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ASSIGNORS, type AssignorName, type Member } from '#sim/log/assign.ts';

const COUNTS: Record<string, number> = { t0: 3, t1: 3, t2: 1 };
const partitionsOf = (topic: string) => COUNTS[topic] ?? 0;
const assign = (name: AssignorName, members: readonly Member[]) =>
  Object.fromEntries(
    [...ASSIGNORS[name](members, partitionsOf)].map(([id, places]) => [
      id,
      places.map(({ topic, partition }) => `${topic}p${partition}`),
    ]),
  );
const member = (id: string, topics = ['t0', 't1'], owned: Member['owned'] = []) => ({ id, topics, owned });

// The two examples are those of Kafka's documentation of RangeAssignor and RoundRobinAssignor.
test('range gives neighbours, topic by topic', () => {
  expect(assign('range', [member('C1'), member('C0')])).toEqual({
    C0: ['t0p0', 't0p1', 't1p0', 't1p1'],
    C1: ['t0p2', 't1p2'],
  });
});

test('round-robin deals all partitions like cards', () => {
  expect(assign('round-robin', [member('C1'), member('C0')])).toEqual({
    C0: ['t0p0', 't0p2', 't1p1'],
    C1: ['t0p1', 't1p0', 't1p2'],
  });
});

test('round-robin passes over a member that does not read the topic', () => {
  expect(assign('round-robin', [member('C0', ['t0']), member('C1', ['t0', 't2'])])).toEqual({
    C0: ['t0p0', 't0p2'],
    C1: ['t0p1', 't2p0'],
  });
});

describe.each(Object.keys(ASSIGNORS) as AssignorName[])('%s', (name) => {
  const groups = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      topics: fc.subarray(['t0', 't1', 't2'], { minLength: 1 }),
    }),
    { selector: ({ id }) => id, minLength: 1 },
  );

  test('gives each partition to exactly one member that reads its topic', () => {
    fc.assert(
      fc.property(groups, (some) => {
        const members = some.map(({ id, topics }) => member(id, topics));
        const assignment = ASSIGNORS[name](members, partitionsOf);
        const given = [...assignment.values()].flat().map(({ topic, partition }) => `${topic}p${partition}`);
        const topics = new Set(members.flatMap((one) => one.topics));
        const all = [...topics].flatMap((topic) =>
          Array.from({ length: partitionsOf(topic) }, (_, p) => `${topic}p${p}`),
        );
        expect(given.toSorted()).toEqual(all.toSorted());
        for (const { id, topics: own } of members) {
          expect(assignment.get(id)!.every(({ topic }) => own.includes(topic))).toBe(true);
        }
      }),
    );
  });
});

describe('cooperative-sticky', () => {
  const equal = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }));
  const members = (count: number, before?: ReturnType<(typeof ASSIGNORS)['range']>) =>
    Array.from({ length: count }, (_, index) =>
      member(`m${index}`, ['t0', 't1'], before?.get(`m${index}`) ?? []),
    );

  test('is balanced, and moves no partition that it need not', () => {
    fc.assert(
      fc.property(equal, ([first, second]) => {
        const sticky = ASSIGNORS['cooperative-sticky'];
        const before = sticky(members(first), partitionsOf);
        const after = sticky(members(second, before), partitionsOf);
        const sizes = [...after.values()].map(({ length }) => length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);

        const key = (id: string, { topic, partition }: { topic: string; partition: number }) =>
          `${id} ${topic}p${partition}`;
        const kept = [...after].flatMap(([id, places]) => places.map((place) => key(id, place)));
        const had = new Set([...before].flatMap(([id, places]) => places.map((place) => key(id, place))));
        const quota = Math.ceil(6 / second);
        const most = [...before]
          .filter(([id]) => after.has(id))
          .map(([, places]) => places.length)
          .toSorted((a, b) => b - a)
          // As many members as the remainder may keep one more than the others.
          .reduce(
            (sum, length, index) =>
              sum + Math.min(length, 6 % second === 0 || index < 6 % second ? quota : quota - 1),
            0,
          );
        expect(kept.filter((place) => had.has(place)).length).toBe(most);
      }),
    );
  });
});
