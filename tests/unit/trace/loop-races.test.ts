/** Races are found where two runs differ because of time, and nowhere else. */
import { firstSwap } from '#trace/loop-races.ts';
import { findRaces, PACES, type TracedRun } from '#runtime/loop-races.ts';
import type { LoopEvent } from '#trace/loop-events.ts';
import type { Recorded } from '#trace/trace.ts';
import { expect, test } from 'vitest';

const queued = (entry: number): LoopEvent => ({
  type: 'CallbackQueued',
  entry,
  queue: 'timer',
  label: 'setTimeout',
  name: '',
  moment: 'exact',
  host: false,
  repeats: false,
});
const started = (entry: number): LoopEvent => ({ type: 'JobStarted', job: entry, entry, rule: 'timer-due' });
const turn: LoopEvent = { type: 'TurnStarted', turn: 1 };
const recorded = (...events: LoopEvent[]): Recorded<LoopEvent>[] =>
  events.map((event, seq) => ({ ...event, seq, at: seq }));

test('the first two entries that changed places are named', () => {
  const ours = recorded(queued(1), queued(2), queued(3), started(1), started(2), started(3));
  const theirs = recorded(queued(1), queued(2), queued(3), turn, started(1), turn, started(3), started(2));
  expect(firstSwap(ours, theirs)).toEqual([2, 3]);
  expect(firstSwap(ours, ours)).toBeUndefined();
});

test('what was not waiting in both is no choice of the loop', () => {
  const ours = recorded(queued(1), started(1), queued(2), started(2));
  const theirs = recorded(queued(1), started(1), queued(3), started(3));
  expect(firstSwap(ours, theirs)).toBeUndefined();
});

test('a run that prints the same is no race, and each pair counts once', async () => {
  const run = (stdout: string, ...order: number[]): TracedRun => ({
    stdout,
    exitCode: 0,
    events: recorded(queued(1), queued(2), ...order.map(started)),
  });
  const first = run('a b', 1, 2);
  let runs = 0;
  const races = await findRaces(first, async () => (++runs % 2 ? run('a b', 2, 1) : run('b a', 2, 1)));
  // The choices of a page are not tried on a run that had none.
  expect(runs).toBe(PACES.filter(({ ports, reports }) => !ports && !reports).length);
  expect(races).toEqual([{ entries: [1, 2], orders: ['a b', 'b a'] }]);
  expect(await findRaces(first, async () => run('12:01', 1, 2))).toEqual([]);
});
