import { describe, expect, test } from 'vitest';
import {
  beginning,
  COLUMNS,
  isFlat,
  later,
  livePath,
  liveSentence,
  type LivePulse,
} from '#views/event-loop/live-pulse.ts';

/** Listens every `ms`, and hears so many turns each time. */
function heard(ms: number, turns: readonly (number | null)[], from: LivePulse = beginning): LivePulse {
  return turns.reduce((pulse, now) => later(pulse, ms, now), from);
}

const beats = ({ columns }: LivePulse) => columns.map((beat) => (beat ? '^' : '_')).join('');

describe('the heartbeat of a run under way', () => {
  test('beats in each tenth of a second in which the loop was heard to turn', () => {
    expect(beats(heard(100, [0, 4, 9, 9, 12]))).toBe('_^^_^');
  });

  test('is flat when nothing is heard for long enough to be noticed, and beats again with the next turn', () => {
    const flat = heard(100, [3, 3, 3, 3, 3, 3]);
    expect(isFlat(flat)).toBe(true);
    expect(liveSentence(flat)).toMatch(/^Flat for 0\.5 s, after 3 turns/);
    const again = later(flat, 100, 4);
    expect(isFlat(again)).toBe(false);
    expect(liveSentence(again)).toBe('The loop turns: 4 turns so far.');
  });

  test('that has never beaten says so', () => {
    expect(liveSentence(heard(100, [0, 0]))).toBe('The program itself is running.');
    expect(
      liveSentence(
        heard(
          100,
          Array.from({ length: 12 }, () => 0),
        ),
      ),
    ).toMatch(/^Flat for 1\.2 s, from the start/);
  });

  test('calls nothing flat that cannot be seen', () => {
    const unseen = heard(100, [2, null, null, null, null, null, null, null]);
    expect(isFlat(unseen)).toBe(false);
    expect(liveSentence(unseen)).toContain('nobody can see');
  });

  test('catches up where the page itself was busy, and misses no turn between two columns', () => {
    expect(beats(heard(350, [5, 5]))).toBe('^^^____');
    expect(beats(heard(60, [0, 0, 1, 1]))).toBe('_^');
  });

  test('keeps its last columns only, and draws each one column wide', () => {
    const long = heard(
      100,
      Array.from({ length: 500 }, (_, n) => n),
    );
    expect(long.columns).toHaveLength(COLUMNS);
    const moves = livePath(heard(100, [0, 1, 1])).match(/[lh][^lhM]*/g) ?? [];
    const width = moves.reduce((sum, move) => sum + Number(move.slice(1).split(' ')[0]), 0);
    expect(width).toBeCloseTo(3);
  });
});
