/** Appends that are repeated, and what the store tells the trace. */
import { expect, test } from 'vitest';
import { EVENT_STORE_TRACE, type EventStoreEvent } from '#trace/event-store-events.ts';
import { wrongEvent } from '#trace/fields.ts';
import { ConflictError, DuplicateIdError } from '#sim/event-store/event-store.ts';
import { credited, points, thrownBy, type OpenStore } from './contract.ts';

export function idempotencyContract(open: OpenStore): void {
  test('a batch whose ids are there already is appended once, and told its old place', () => {
    const store = open();
    const batch = [credited(80, 'e-1'), credited(5, 'e-2')];
    const first = store.append('c-7', 0, batch);
    store.append('c-7', 2, [credited(1, 'e-3')]);
    expect(store.append('c-7', 0, batch)).toEqual({ ...first, repeated: true });
    expect(store.append('c-7', 'any', batch)).toEqual({ ...first, repeated: true });
    expect(points(store.read('c-7'))).toEqual([80, 5, 1]);
  });

  test('a part of it, or another order, is refused with the id and its version', () => {
    const store = open();
    store.append('c-7', 0, [credited(80, 'e-1'), credited(5, 'e-2')]);
    for (const ids of [
      ['e-2', 'e-3'],
      ['e-3', 'e-2'],
      ['e-2', 'e-1'],
    ]) {
      const error = thrownBy(() =>
        store.append(
          'c-7',
          'any',
          ids.map((id) => credited(1, id)),
        ),
      );
      expect(error).toBeInstanceOf(DuplicateIdError);
      expect(error).toMatchObject({ stream: 'c-7', id: ids.find((id) => id !== 'e-3') });
    }
    expect(store.version('c-7')).toBe(2);
  });

  test('ids count within a stream, and a batch must not hold one twice', () => {
    const store = open();
    store.append('c-7', 0, [credited(80, 'e-1')]);
    store.append('c-9', 0, [credited(10, 'e-1')]);
    expect(() => store.append('c-8', 0, [credited(1, 'e-1'), credited(2, 'e-1')])).toThrow(
      'in one batch twice',
    );
    expect(store.position()).toBe(2);
  });

  test('events without an id are never taken for repeated', () => {
    const store = open();
    store.append('c-7', 'any', [credited(80)]);
    store.append('c-7', 'any', [credited(80)]);
    expect(store.version('c-7')).toBe(2);
  });
}

export function traceContract(open: OpenStore): void {
  test('what happens is recorded, in the shapes of the trace', () => {
    const events: EventStoreEvent[] = [];
    const store = open({ record: (event) => events.push(event) });
    store.append('c-7', 0, [credited(80, 'e-1')]);
    expect(() => store.append('c-7', 0, [credited(1)])).toThrow(ConflictError);
    store.append('c-7', 0, [credited(80, 'e-1')]);
    expect(events).toEqual([
      {
        type: 'EventAppended',
        stream: 'c-7',
        version: 1,
        position: 1,
        event: 'PointsCredited',
        data: '{"points":80,"id":"e-1"}',
      },
      { type: 'AppendRejected', stream: 'c-7', expected: '0', actual: 1, events: ['PointsCredited'] },
      { type: 'AppendRepeated', stream: 'c-7', version: 1, events: ['PointsCredited'] },
    ]);
    for (const event of events) expect(wrongEvent(EVENT_STORE_TRACE.events, event)).toBeUndefined();
  });
}
