import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startHeartbeat } from '#runtime/heartbeat.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('whoever answers is not given up, however long it takes', () => {
  const gone = vi.fn();
  const beat = startHeartbeat(() => beat.heard(), gone);
  vi.advanceTimersByTime(60_000);
  expect(gone).not.toHaveBeenCalled();
  beat.stop();
});

test('whoever falls silent is given up once, after some patience', () => {
  const gone = vi.fn();
  const pings: number[] = [];
  startHeartbeat(() => pings.push(1), gone);
  vi.advanceTimersByTime(3000);
  expect(gone).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(gone).toHaveBeenCalledTimes(1);
  expect(pings.length).toBeLessThan(20);
});

test('nobody is given up after the end', () => {
  const gone = vi.fn();
  startHeartbeat(() => undefined, gone).stop();
  vi.advanceTimersByTime(60_000);
  expect(gone).not.toHaveBeenCalled();
});
