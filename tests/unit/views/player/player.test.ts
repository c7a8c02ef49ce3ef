import { describe, expect, test, vi } from 'vitest';
import { createCursor } from '#trace/cursor.ts';
import type { Recorded } from '#trace/trace.ts';
import { createPace } from '#views/player/pace.ts';
import { createPlayer, type Stops } from '#views/player/player.ts';

type Letter = { type: 'Said'; letter: string };

/** A trace of letters; capitals are steps, and the fold writes down what has been passed. */
function open(text: string, stops: Partial<Stops> = {}) {
  const events = [...text].map((letter, seq): Recorded<Letter> => ({ type: 'Said', letter, seq, at: seq }));
  const cursor = createCursor({ events, initial: '', evolve: (said, { letter }: Letter) => said + letter });
  const steps = events.filter(({ letter }) => /[A-Z]/.test(letter)).map(({ seq }) => seq + 1);
  let tick: (() => void) | null = null;
  const every = (_ms: number, act: () => void) => {
    tick = act;
    return () => (tick = null);
  };
  const player = createPlayer({ cursor, stops: { steps, turns: [], outputs: [], ...stops }, every });
  return {
    player,
    said: () => cursor.state,
    tick: (times = 1) => Array.from({ length: times }, () => tick?.()),
  };
}

describe('steps', () => {
  test('lead from stop to stop, and back, over events that are none', () => {
    const { player, said } = open('aBcDeF');
    player.move(1);
    expect([player.step.value, said()]).toEqual([1, 'aB']);
    player.move(1);
    expect(said()).toBe('aBcD');
    player.move(-1);
    expect(said()).toBe('aB');
    player.move(-5);
    expect([player.step.value, said()]).toEqual([0, '']);
  });

  test('the last one takes along what comes behind it', () => {
    const { player, said } = open('Abc');
    player.move(1);
    expect(said()).toBe('Abc');
    player.seek(99);
    expect(player.step.value).toBe(1);
  });

  test('a trace without any is stood still in, and never plays', () => {
    const { player } = open('abc');
    player.move(1);
    player.toggle();
    expect([player.step.value, player.steps, player.isPlaying.value]).toEqual([0, 0, false]);
  });
});

test('jumps lead to the landmarks in both directions, and stay where there is none', () => {
  const { player } = open('ABCDEF', { turns: [1, 4], outputs: [2, 3, 6] });
  expect(player.jump('turn', 1)).toBe(true);
  expect(player.step.value).toBe(1);
  player.jump('turn', 1);
  expect(player.step.value).toBe(4);
  expect(player.jump('turn', 1)).toBe(false);
  expect(player.step.value).toBe(4);
  player.jump('output', 1);
  expect(player.step.value).toBe(6);
  player.jump('output', -1);
  expect(player.step.value).toBe(3);
  player.jump('turn', -1);
  expect(player.step.value).toBe(1);
});

describe('playing', () => {
  test('goes on to the end, stops there, and begins anew from there', () => {
    const { player, tick } = open('ABC');
    player.toggle();
    tick(2);
    expect([player.step.value, player.isPlaying.value]).toEqual([2, true]);
    tick(5);
    expect([player.step.value, player.isPlaying.value]).toEqual([3, false]);
    player.toggle();
    expect([player.step.value, player.isPlaying.value]).toEqual([0, true]);
  });

  test('ends as soon as the reader moves by themselves', () => {
    const { player, tick } = open('ABCDEF');
    player.toggle();
    tick(3);
    player.move(-1);
    tick();
    expect([player.step.value, player.isPlaying.value]).toEqual([2, false]);
  });

  test('goes round and round between two marks', () => {
    const { player, tick } = open('ABCDEF');
    player.seek(2);
    player.mark('from');
    player.seek(4);
    player.mark('to');
    player.toggle();
    const seen = Array.from({ length: 7 }, () => {
      tick();
      return player.step.value;
    });
    expect(seen).toEqual([3, 4, 2, 3, 4, 2, 3]);
    player.clearLoop();
    tick(9);
    expect([player.step.value, player.isPlaying.value]).toEqual([6, false]);
  });

  test('marks never cross: the one that would be passed is given up', () => {
    const { player } = open('ABCDEF');
    player.seek(4);
    player.mark('to');
    expect(player.loop.value).toEqual({ from: 0, to: 4 });
    player.seek(5);
    player.mark('from');
    expect(player.loop.value).toEqual({ from: 5, to: null });
    player.seek(2);
    player.mark('to');
    expect(player.loop.value).toEqual({ from: 0, to: 2 });
  });
});

describe('the pace', () => {
  test.each([
    [1, 1000, 1],
    [5, 200, 1],
    [20, 50, 1],
    [100, 33, 3],
  ])('%i steps a second: a tick every %i ms, each of %i', (speed, ms, steps) => {
    const act = vi.fn();
    const every = vi.fn((_ms: number, tick: () => void) => {
      tick();
      return () => {};
    });
    createPace(every).start(speed, act);
    expect(every.mock.calls[0]?.[0]).toBe(ms);
    expect(act).toHaveBeenCalledWith(steps);
  });

  test('a new speed puts an end to the old ticks', () => {
    const end = vi.fn();
    const pace = createPace(() => end);
    pace.start(1, () => {});
    pace.start(2, () => {});
    expect(end).toHaveBeenCalledOnce();
  });
});
