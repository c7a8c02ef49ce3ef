import { expect, test } from 'vitest';
import type { Happening, SeenFact } from '#workshop/protocol.ts';
import { momentsOf } from '#workshop/replay.ts';
import { evolve, initialSession } from '#workshop/session.ts';
import { joined, opened } from './given.ts';

const facts = (...happenings: readonly Happening[]): SeenFact[] =>
  happenings.map((happening, index) => ({ ...happening, at: 1_000 * (index + 1), version: index + 1 }));

test('each moment is the fold of the facts up to it, in whatever order it is asked for', () => {
  const many = facts(
    opened,
    joined('ada-0001'),
    ...Array.from({ length: 900 }, (_, index): Happening => ({
      type: 'ProgressReported',
      attendee: 'ada-0001',
      exercise: `lab/0${index % 7}`,
      state: index % 3 === 0 ? 'failed' : 'passed',
      failing: index % 3 === 0 ? 'prints C before B' : null,
    })),
  );
  const moments = momentsOf(many);
  for (const count of [902, 1, 200, 199, 201, 400, 3, 902]) {
    const { session, at } = moments.after(count);
    expect(session).toEqual(many.slice(0, count).reduce(evolve, initialSession()));
    expect(at).toBe(1_000 * count);
  }
});

test('what is said of a moment has no name in it', () => {
  const moments = momentsOf(facts(opened, joined('Ada-Lovelace'), { type: 'RoomMoved', path: '/labs/' }));
  expect([1, 2, 3].map((count) => moments.after(count).sentence)).toEqual([
    '“Streams” began.',
    'Somebody joined.',
    'The room moved to /labs/.',
  ]);
});
