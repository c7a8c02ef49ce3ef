import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '#sim/random.ts';
import { createWorld } from '#sim/world.ts';

describe('seeded randomness', () => {
  test('a seed gives the same numbers every time, in every engine', () => {
    const random = createRandom('shop');
    const drawn = Array.from({ length: 4 }, () => random.between(0, 999));
    const again = createRandom('shop');
    expect(Array.from({ length: 4 }, () => again.between(0, 999))).toEqual(drawn);
    expect(new Set(drawn).size).toBeGreaterThan(1);
  });

  test('drawing from one fork does not shift another', () => {
    const quiet = createRandom(1).fork('faults');
    const busyParent = createRandom(1);
    for (let i = 0; i < 50; i++) busyParent.fork('network').next();
    expect(busyParent.fork('faults').next()).toBe(quiet.next());
  });

  test('between() stays within its bounds and reaches both', () => {
    const random = createRandom('bounds');
    const drawn = Array.from({ length: 500 }, () => random.between(1, 4));
    expect([...new Set(drawn)].toSorted()).toEqual([1, 2, 3, 4]);
    expect(() => random.between(3, 2)).toThrow('low ≤ high');
  });

  test('its numbers are spread evenly enough', () => {
    const random = createRandom('spread');
    const buckets = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 100_000; i++) buckets[Math.floor(random.next() * 10)]!++;
    for (const count of buckets) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });
});

describe('world', () => {
  test('actions run in order of time, whatever the order of scheduling', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 60 }), (delays) => {
        const world = createWorld({ seed: 1 });
        const process = world.process('p');
        const seen: number[] = [];
        for (const delay of delays) process.after(delay, () => seen.push(world.now));
        world.advanceTo(1000);
        expect(seen).toEqual(delays.toSorted((a, b) => a - b));
      }),
    );
  });

  test('actions due at the same time run in an order that the seed decides', () => {
    const orderOf = (seed: number) => {
      const world = createWorld({ seed });
      const seen: number[] = [];
      for (let i = 0; i < 6; i++) world.process(`p${i}`).after(5, () => seen.push(i));
      world.advanceTo(5);
      return seen.join('');
    };
    expect(orderOf(1)).toBe(orderOf(1));
    expect(new Set([1, 2, 3, 4, 5].map(orderOf)).size).toBeGreaterThan(1);
  });

  test('what a crashed process had scheduled never runs; what its next incarnation schedules does', () => {
    const world = createWorld({ seed: 1 });
    const process = world.process('worker');
    const ran: string[] = [];
    process.after(10, () => ran.push('old'));
    process.crash();
    process.after(20, () => ran.push('new'));
    world.advanceTo(100);
    expect(ran).toEqual(['new']);
  });

  test('time does not run backwards, and delays are not negative', () => {
    const world = createWorld({ seed: 1 });
    world.advanceTo(10);
    expect(() => world.advanceTo(9)).toThrow('it is 10, got 9');
    expect(() => world.process('p').after(-1, () => {})).toThrow('got -1');
  });
});
