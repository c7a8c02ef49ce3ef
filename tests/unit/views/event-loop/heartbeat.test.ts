import { describe, expect, test } from 'vitest';
import { heartbeatPath } from '#views/event-loop/heartbeat.ts';
import { opened } from '#views/event-loop/opened.ts';
import { createScribe, type Scribe } from '../../../support/loop-trace.ts';

function heart(write: (scribe: Scribe) => void, keep?: number) {
  const scribe = createScribe({ source: 'x', ...(keep === undefined ? {} : { keep }) });
  write(scribe);
  return opened(scribe.trace()).heart;
}

function turns(scribe: Scribe, times: number, ms: number) {
  for (let n = 0; n < times; n++) {
    scribe.wait(ms);
    scribe.turn();
  }
}

describe('the heartbeat', () => {
  test('beats with every turn', () => {
    const { beats, longest, isOpen } = heart((scribe) => {
      turns(scribe, 5, 2);
      scribe.add({ type: 'ProcessExited', code: 0 });
    });
    expect(beats).toEqual([2, 4, 6, 8, 10]);
    expect(longest.to - longest.from).toBe(2);
    expect(isOpen).toBe(false);
  });

  test('is flat while something holds the loop', () => {
    const { longest } = heart((scribe) => {
      turns(scribe, 2, 1);
      scribe.wait(300);
      scribe.turn();
      turns(scribe, 2, 1);
      scribe.add({ type: 'ProcessExited', code: 0 });
    });
    expect(longest).toEqual({ from: 2, to: 302 });
  });

  test('goes on while the loop only sleeps', () => {
    const { beats, longest } = heart((scribe) => {
      scribe.turn();
      scribe.add({ type: 'LoopSlept', until: 1200 });
      scribe.wait(1200);
      scribe.turn();
      scribe.add({ type: 'ProcessExited', code: 0 });
    });
    expect(beats.length).toBeGreaterThan(10);
    expect(longest.to - longest.from).toBeLessThanOrEqual(101);
  });

  test('never comes back in a program that starves the loop until it is stopped', () => {
    const { longest, isOpen } = heart((scribe) => {
      turns(scribe, 1, 1);
      for (let n = 0; n < 100; n++) {
        scribe.job(scribe.queue('microtask'), 'microtask-in-order');
        scribe.wait(1);
        scribe.line(1);
        scribe.end();
      }
    });
    expect(isOpen).toBe(true);
    expect(longest.from).toBe(1);
  });
});

test('its line is as long as the box, and bounded', () => {
  const path = heartbeatPath(heart((scribe) => turns(scribe, 20_000, 1)));
  expect(path).toMatch(/^M0 60.*H1000$/);
  expect(path.length).toBeLessThan(4000);
});
