import { describe, expect, test } from 'vitest';
import { createCursor } from '#trace/cursor.ts';
import type { EventStoreEvent } from '#trace/event-store-events.ts';
import { createRecorder } from '#trace/recorder.ts';
import { handle, loadState } from '#sim/event-store/decider.ts';
import { ConflictError } from '#sim/event-store/event-store.ts';
import { createEventStore } from '#sim/event-store/memory.ts';
import { createProjection, createReadModel } from '#sim/event-store/projection.ts';
import { subscribe } from '#sim/event-store/subscription.ts';
import { EMPTY, evolve, positionOf } from '#views/event-store/store-state.ts';
import { stepsOf } from '#views/event-store/stops.ts';
import { pretty, sentenceOf, subjectOf } from '#views/event-store/words.ts';

const account = {
  initialState: () => 0,
  decide: (_: number, { points }: { type: string; points: number }) => [{ type: 'PointsCredited', points }],
  evolve: (balance: number, event: object) => balance + Number((event as { points: number }).points),
};

/** A shop's day: commands, a snapshot, a conflict, a projection that is rebuilt, a mailer that fails. */
async function day() {
  let now = 0;
  const recorder = createRecorder<EventStoreEvent>({ clock: () => now++, keep: 1000 });
  const store = createEventStore({ record: (event) => recorder.record(event) });
  const snapshots = { code: 1, every: 3 };
  for (const points of [80, 20, 5]) {
    await handle(store, account, 'c-7', { type: 'CreditPoints', points }, { snapshots });
  }
  loadState(store, account, 'c-7', snapshots);
  await handle(store, account, 'c-7', { type: 'CreditPoints', points: 1 }, { snapshots });
  expect(() => store.append('c-7', 1, [{ type: 'PointsCredited', points: 1 }])).toThrow(ConflictError);
  loadState(store, account, 'c-7', { code: 2, every: 99 });
  const sum = { initialState: () => 0, apply: account.evolve };
  const page = createReadModel(store, createProjection(store, { ...sum, name: 'Sum 1' }));
  page.catchUp();
  store.append('c-9', 'any', [{ type: 'PointsCredited', points: 2 }]);
  page.rebuild(createProjection(store, { ...sum, name: 'Sum 2' }));
  page.catchUp();
  subscribe(store, { name: 'page', onEvent: () => {} });
  subscribe(store, {
    name: 'mailer',
    onEvent: ({ position }) => {
      if (position === 2) throw new Error('no mail server');
    },
  });
  store.append('c-9', 'any', [{ type: 'PointsCredited', points: 3, id: 'e-1' }]);
  store.append('c-9', 'any', [{ type: 'PointsCredited', points: 3, id: 'e-1' }]);
  return { events: recorder.events(), store };
}

describe('the picture', () => {
  test('at the end has every stream, state, reader and cost', async () => {
    const { events } = await day();
    const end = events.reduce(evolve, EMPTY);
    expect(end.length).toBe(6);
    expect(end.streams).toMatchObject([
      {
        name: 'c-7',
        version: 4,
        snapshot: 0,
        folded: { state: '106', version: 4, replayed: 4, snapshot: 0 },
      },
      { name: 'c-9', version: 2, snapshot: 0, folded: null },
    ]);
    expect(end.readers.map(({ name, status, isReplaced }) => [name, status, isReplaced])).toEqual([
      ['Sum 1', '', true],
      ['Sum 2', '', false],
      ['page', 'live', false],
      ['mailer', 'failed', false],
    ]);
    expect(end.readers.map((reader) => positionOf(reader, end))).toEqual([5, 5, 6, 1]);
    expect(end.rejected).toBe(1);
    // Loads at the versions 0, 1, 2, 3, then 3 from the snapshot, which reads nothing, and 4 without it.
    expect([end.read, end.readWithout]).toEqual([10, 13]);
  });

  test('anywhere is the fold of what came before, whichever way one got there', async () => {
    const { events } = await day();
    const cursor = createCursor({ events, initial: EMPTY, evolve, every: 4 });
    for (const place of [events.length, 3, 12, 1, events.length - 2, 0]) {
      expect(cursor.seek(place)).toEqual(events.slice(0, place).reduce(evolve, EMPTY));
    }
    expect(cursor.state).toBe(EMPTY);
  });

  test('stops at each event, and at landmarks for events of the log and for states', async () => {
    const { events } = await day();
    const { steps, turns, outputs, log, barAt } = stepsOf(events);
    expect(steps).toHaveLength(events.length);
    expect(turns).toHaveLength(6);
    expect(log.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(log.map(({ step }) => step)).toEqual(turns);
    expect(outputs.map((step) => events[step - 1]!.type)).not.toContain('EventAppended');
    const dear = events.findIndex((event) => event.type === 'StateLoaded' && event.replayed === 4) + 1;
    expect(barAt(dear)).toEqual({ tone: 'state', height: 1 });
    expect(barAt(1).height).toBeLessThan(0.2);
  });

  test('says in a sentence what happened, and to whom', async () => {
    const { events } = await day();
    const said = (type: EventStoreEvent['type']) => sentenceOf(events.find((event) => event.type === type)!);
    expect(said('AppendRejected')).toBe(
      'Conflict: c-7 was expected at version 1, and is at version 4. PointsCredited is refused.',
    );
    expect(said('SubscriptionFailed')).toBe('mailer has failed behind position 1: no mail server');
    expect(said('ProjectionSwitched')).toBe('Sum 2 has caught up and takes over from Sum 1.');
    expect(said('AppendRepeated')).toContain('nothing is appended');
    for (const event of events) {
      expect(sentenceOf(event)).toMatch(/^[A-Za-z].*[.\w]$/);
      expect(subjectOf(event)).not.toBe('');
    }
  });
});

test.each([
  ['', ''],
  ['-20', '-20'],
  ['{"balance":30,"orders":["o-1"]}', '{ balance: 30, orders: [ "o-1" ] }'],
  ['{"odd name":1}', '{ "odd name": 1 }'],
  ['no JSON', 'no JSON'],
])('%s is shown as %s', (json, shown) => expect(pretty(json)).toBe(shown));

test('a long value takes several lines', () => {
  const long = JSON.stringify({ orders: Array.from({ length: 20 }, (_, n) => `o-${n}`) });
  expect(pretty(long).split('\n').length).toBeGreaterThan(20);
});
