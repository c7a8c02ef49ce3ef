import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCursor } from '#trace/cursor.ts';
import { createRecorder } from '#trace/recorder.ts';
import type { Recorded } from '#trace/trace.ts';

interface Step {
  n: number;
}
const trace = (length: number): Recorded<Step>[] =>
  Array.from({ length }, (_, n) => ({ n, seq: n, at: Math.floor(n / 2) }));

/** A picture that differs at every place and counts how often it was folded. */
function folding(every?: number, length = 1000) {
  const cost = { evolved: 0 };
  const cursor = createCursor<string, Step>({
    events: trace(length),
    initial: '',
    evolve(state, { n }) {
      cost.evolved++;
      return `${state.slice(-20)},${n}`;
    },
    ...(every === undefined ? {} : { every }),
  });
  return { cursor, cost };
}

describe('a cursor', () => {
  test('shows at every place what the fold from the beginning shows, however it got there', () => {
    const plain = trace(300).reduce<string[]>(
      (states, { n }) => [...states, `${(states.at(-1) as string).slice(-20)},${n}`],
      [''],
    );
    const place = fc.integer({ min: -5, max: 310 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.array(place, { maxLength: 30 }), (every, places) => {
        const { cursor } = folding(every, 300);
        for (const to of places) {
          const inside = Math.min(Math.max(0, to), 300);
          expect(cursor.seek(to)).toBe(plain[inside]);
          expect([cursor.position, cursor.state]).toEqual([inside, plain[inside]]);
        }
      }),
      { seed: 7 },
    );
  });

  test('seeks in 100,000 events at the cost of the way from the last checkpoint', () => {
    const { cursor, cost } = folding(256, 100_000);
    cursor.seek(100_000);
    expect(cost.evolved).toBe(100_000);
    for (const to of [0, 99_999, 1, 50_000, 49_999, 77_777, 12_345]) {
      cost.evolved = 0;
      cursor.seek(to);
      expect(cost.evolved).toBeLessThan(256);
    }
  });

  test('steps both ways, and stays at the ends', () => {
    const { cursor, cost } = folding();
    expect([cursor.position, cursor.last]).toEqual([0, undefined]);
    cursor.step(1);
    expect(cursor.last?.n).toBe(0);
    cursor.step(-3);
    expect(cursor.position).toBe(0);
    cursor.seek(999);
    cost.evolved = 0;
    cursor.step(1);
    expect(cost.evolved).toBe(1);
    cursor.step(1);
    expect([cursor.position, cursor.last?.n]).toEqual([1000, 999]);
    expect(() => cursor.seek(NaN)).toThrow('NaN');
  });

  test('finds events forwards and backwards', () => {
    const { cursor } = folding();
    const tens = ({ n }: Step) => n % 10 === 0;
    const visited = [1, 2, 3].map(() => (cursor.forwardTo(tens), cursor.last?.n));
    expect(visited).toEqual([0, 10, 20]);
    expect(cursor.backTo(tens)).toBe(true);
    expect(cursor.last?.n).toBe(10);
    expect(cursor.backTo(({ n }) => n > 10)).toBe(false);
    expect(cursor.last?.n).toBe(10);
  });

  test('goes to a time: behind the last event that had happened by then', () => {
    const { cursor } = folding();
    expect([cursor.seekTime(3), cursor.last?.n]).toEqual([cursor.state, 7]);
    cursor.seekTime(-1);
    expect(cursor.position).toBe(0);
    cursor.seekTime(10_000);
    expect(cursor.position).toBe(1000);
  });

  test('follows a recorder that still records', () => {
    const recorder = createRecorder<Step>({ clock: () => 0, keep: 5, drop: 'newest' });
    const cursor = createCursor<number, Step>({
      events: recorder,
      initial: 0,
      evolve: (sum, { n }) => sum + n,
    });
    recorder.record({ n: 1 });
    expect(cursor.seek(Infinity)).toBe(1);
    for (let n = 2; n < 10; n++) recorder.record({ n });
    expect([cursor.length, cursor.seek(Infinity)]).toEqual([5, 15]);
  });

  test('tells who listens, once per move', () => {
    const { cursor } = folding();
    const heard: number[] = [];
    const off = cursor.on(({ position }) => heard.push(position));
    cursor.seek(5);
    cursor.seek(5);
    cursor.step(-1);
    off();
    cursor.seek(0);
    expect(heard).toEqual([5, 4]);
  });
});
