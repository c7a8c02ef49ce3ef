import { expect, test } from 'vitest';
import { runLoad } from '../../bench/workshop/load.ts';

test('a room of sixty that types, and loses connections, misses no move and gets none twice or out of order', async () => {
  const { faults, fanOut, answers, cuts } = await runLoad({
    attendees: 60,
    moves: 40,
    everyMs: 25,
    typesEveryMs: 400,
  });
  expect(faults).toEqual([]);
  expect(cuts).toBe(6);
  expect(answers.length).toBeGreaterThanOrEqual(60);
  // Those who were away for a moment caught up with what they had missed.
  expect(fanOut.length).toBeGreaterThan(60 * 40 * 0.8);
}, 120_000);
