import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPartitioning } from '#sim/groups/partition-of.ts';
import { balance, type Share } from '#sim/groups/sharing.ts';

interface Partition extends Share<string> {
  number: number;
}

const fresh = (count: number): Partition[] =>
  Array.from({ length: count }, (_, number) => ({ number, owner: undefined, leaving: false }));

/** Does what is to be done, at once; returns how many partitions changed hands that had an owner who stays. */
function settle(shares: Partition[], members: ReadonlySet<string>): number {
  let moved = 0;
  for (;;) {
    const { give, release } = balance(shares, members);
    if (give.length + release.length === 0) return moved;
    for (const { share, to } of give) share.owner = to;
    for (const share of release) {
      moved++;
      share.owner = undefined;
    }
  }
}

const countsOf = (shares: readonly Partition[], members: ReadonlySet<string>) =>
  [...members].map((member) => shares.filter(({ owner }) => owner === member).length);

test('whoever comes and goes, every partition has one member, and no member two more than another', () => {
  const step = fc.record({ member: fc.constantFrom('a', 'b', 'c', 'd', 'e'), comes: fc.boolean() });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.array(step, { maxLength: 20 }), (count, steps) => {
      const shares = fresh(count);
      const members = new Set<string>();
      for (const { member, comes } of steps) {
        if (comes) members.add(member);
        else if (members.delete(member)) {
          for (const share of shares) if (share.owner === member) share.owner = undefined;
        }
        settle(shares, members);
        const counts = countsOf(shares, members);
        expect(counts.reduce((sum, one) => sum + one, 0)).toBe(members.size === 0 ? 0 : count);
        expect(Math.max(0, ...counts) - Math.min(Infinity, ...counts)).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test('who comes takes no more than its part, and who goes leaves the rest where it is', () => {
  const shares = fresh(6);
  const members = new Set(['a']);
  settle(shares, members);
  members.add('b');
  expect(settle(shares, members)).toBe(3);
  members.add('c');
  expect(settle(shares, members)).toBe(2);
  members.delete('b');
  for (const share of shares) if (share.owner === 'b') share.owner = undefined;
  expect(settle(shares, members)).toBe(0);
});

test('what is being handed over already is counted for whoever will get it', () => {
  const shares = fresh(4);
  settle(shares, new Set(['a']));
  const members = new Set(['a', 'b']);
  const { release } = balance(shares, members);
  for (const share of release) share.leaving = true;
  expect(release).toHaveLength(2);
  expect(balance(shares, members)).toEqual({ give: [], release: [] });
});

test('a key is always in the same partition, keys are spread, and messages without one go round', () => {
  const partitionOf = createPartitioning(4);
  const keys = Array.from({ length: 200 }, (_, n) => `o-${n}`);
  const first = keys.map((key) => partitionOf('orders', key));
  expect(keys.map((key) => partitionOf('refunds', key))).toEqual(first);
  for (const partition of [0, 1, 2, 3])
    expect(first.filter((one) => one === partition).length).toBeGreaterThan(20);
  expect([1, 2, 3, 4, 5].map(() => partitionOf('orders', undefined))).toEqual([0, 1, 2, 3, 0]);
  expect(createPartitioning(0)('orders', 'o-1')).toBeUndefined();
});
