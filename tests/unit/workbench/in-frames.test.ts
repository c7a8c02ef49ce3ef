import { expect, test } from 'vitest';
import { inFrames } from '#workbench/view/in-frames.ts';

/** Portions that hold the thread for three milliseconds each, and how many of them other tasks have seen done. */
function* work(portions: number, done: { count: number }): Generator<void> {
  for (done.count = 1; done.count < portions; done.count++) {
    for (const until = performance.now() + 3; performance.now() < until;);
    yield;
  }
}

/** A task of the page: after it, whatever other tasks there are. */
const task = () => new Promise((resolve) => setImmediate(resolve));

test('other tasks come between the portions of long work', async () => {
  const done = { count: 0 };
  const seen = new Set<number>();
  const working = inFrames(work(20, done), () => true);
  while (done.count < 20) {
    await task();
    seen.add(done.count);
  }
  await working;
  expect(done.count).toBe(20);
  // Two or three portions make a slice.
  expect(seen.size).toBeGreaterThan(6);
});

test('work that nobody wants any more is given up', async () => {
  const done = { count: 0 };
  let isWanted = true;
  const working = inFrames(work(1000, done), () => isWanted);
  await task();
  isWanted = false;
  await working;
  expect(done.count).toBeLessThan(1000);
});
