/** What every event store does, in memory or on disk. One suite, run over both. */
import { expect, test } from 'vitest';
import {
  ConflictError,
  type EventStore,
  type Expected,
  type NewEvent,
  type StoredEvent,
} from '#sim/event-store/event-store.ts';
import type { EventStoreOptions } from '#sim/event-store/memory.ts';
import type { Upcasters } from '#sim/event-store/upcast.ts';

export type OpenStore = (options?: EventStoreOptions) => EventStore;

export const credited = (points: number, id?: string): NewEvent => ({
  type: 'PointsCredited',
  points,
  ...(id === undefined ? {} : { id }),
});
export const points = (events: readonly NewEvent[]) => events.map((event) => event['points']);
export const thrownBy = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
};

export function appendContract(open: OpenStore): void {
  test('an event gets its version in its stream and its position in the log', () => {
    const store = open();
    store.append('c-9', 0, [credited(10)]);
    store.append('c-7', 0, [credited(80), credited(5)]);
    expect(store.read('c-7')).toEqual([
      { type: 'PointsCredited', points: 80, stream: 'c-7', version: 1, position: 2 },
      { type: 'PointsCredited', points: 5, stream: 'c-7', version: 2, position: 3 },
    ]);
    expect([store.version('c-7'), store.version('c-9'), store.version('c-0')]).toEqual([2, 1, 0]);
    expect(store.position()).toBe(3);
  });

  test('an append says where stream and log stand now', () => {
    const store = open();
    store.append('c-9', 0, [credited(10)]);
    const appended = store.append('c-7', 0, [credited(80), credited(5)]);
    expect(appended).toEqual({ version: 2, position: 3, repeated: false });
  });

  const storeAt = (version: number) => {
    const store = open();
    for (let done = 0; done < version; done++) store.append('c-7', done, [credited(1)]);
    return store;
  };

  test.each<[found: number, expected: Expected]>([
    [0, 0],
    [0, 'no-stream'],
    [0, 'any'],
    [2, 2],
    [2, 'any'],
  ])('to a stream at version %s can be appended with expected version %s', (found, expected) => {
    const store = storeAt(found);
    store.append('c-7', expected, [credited(2), credited(3)]);
    expect([store.version('c-7'), store.position()]).toEqual([found + 2, found + 2]);
  });

  test.each<[found: number, expected: Expected]>([
    [0, 1],
    [2, 1],
    [2, 3],
    [2, 0],
    [2, 'no-stream'],
  ])('to a stream at version %s nothing is appended with expected version %s', (found, expected) => {
    const store = storeAt(found);
    const error = thrownBy(() => store.append('c-7', expected, [credited(2), credited(3)]));
    expect(error).toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({ stream: 'c-7', expected, actual: found });
    expect([store.version('c-7'), store.position()]).toEqual([found, found]);
  });

  test('the conflict is said in words that name stream, expected and actual', () => {
    const store = open();
    store.append('c-7', 0, [credited(80), credited(1)]);
    expect(() => store.append('c-7', 1, [credited(2)])).toThrow(
      'stream c-7: expected version 1, found version 2',
    );
    expect(() => store.append('c-8', 1, [credited(2)])).toThrow(
      'stream c-8: expected version 1, found no stream',
    );
    expect(() => store.append('c-7', 'no-stream', [])).toThrow(
      'stream c-7: expected no stream, found version 2',
    );
  });

  test.each([-1, 1.5, Number.NaN, 'latest' as 'any'])('%s is no expected version', (expected) => {
    expect(() => open().append('c-7', expected, [credited(1)])).toThrow(RangeError);
  });

  test('a batch with an event that cannot be stored is not appended at all', () => {
    const store = open();
    const bad = (event: object) => () => store.append('c-7', 0, [credited(80), event as NewEvent]);
    expect(bad({ type: 'Dated', at: { day: new Date(0) } })).toThrow(
      'event 2 (Dated).at.day: a Date cannot be stored',
    );
    expect(bad({ type: 'Counted', n: Number.NaN })).toThrow('event 2 (Counted).n: NaN cannot be stored');
    expect(bad({ type: 'Called', back: [() => {}] })).toThrow(
      'event 2 (Called).back[0]: a value of type function',
    );
    expect(bad({ points: 1 })).toThrow('event 2: type must be a name');
    expect(bad({ type: 'Numbered', id: 7 })).toThrow('event 2 (Numbered): id must be a string');
    expect(bad({ type: 'Versioned', version: 7 })).toThrow(
      'event 2 (Versioned): the store itself gives version',
    );
    expect([store.version('c-7'), store.position()]).toEqual([0, 0]);
  });

  test('what is stored stays as it was, whatever happens to the object handed in or out', () => {
    const store = open();
    const event = { type: 'OrderPlaced', lines: [{ sku: 'BOOK-001' }], note: undefined };
    store.append('o-1', 0, [event]);
    event.lines[0]!.sku = 'BOOK-002';
    const [read] = store.read('o-1');
    expect(() => Object.assign(read!, { lines: [] })).toThrow(TypeError);
    expect(store.read('o-1')).toEqual([
      { type: 'OrderPlaced', lines: [{ sku: 'BOOK-001' }], stream: 'o-1', version: 1, position: 1 },
    ]);
  });

  test('appending nothing changes nothing, but the expected version is checked', () => {
    const store = open();
    expect(store.append('c-7', 0, [])).toEqual({ version: 0, position: 0, repeated: false });
    expect(() => store.append('c-7', 1, [])).toThrow(ConflictError);
    expect(store.position()).toBe(0);
  });

  test('names and texts of every kind come back as they were', () => {
    const store = open();
    const stream = "c-7'; drop table events; -- “ü” 🙂";
    store.append(stream, 0, [
      { type: 'Noted', text: 'line\nline\u2028\0 🙂', none: null, yes: true, n: -0.5 },
    ]);
    expect(store.read(stream)).toEqual([
      {
        type: 'Noted',
        text: 'line\nline\u2028\0 🙂',
        none: null,
        yes: true,
        n: -0.5,
        stream,
        version: 1,
        position: 1,
      },
    ]);
  });
}

export function readContract(open: OpenStore): void {
  test.each<[options: Parameters<EventStore['read']>[1], versions: number[]]>([
    [{}, [1, 2, 3, 4, 5]],
    [{ from: 3 }, [3, 4, 5]],
    [{ from: 0 }, [1, 2, 3, 4, 5]],
    [{ from: 6 }, []],
    [{ from: 2, limit: 2 }, [2, 3]],
    [{ limit: 0 }, []],
    [{ direction: 'backward' }, [5, 4, 3, 2, 1]],
    [{ direction: 'backward', from: 3 }, [3, 2, 1]],
    [{ direction: 'backward', from: 99, limit: 2 }, [5, 4]],
    [{ direction: 'backward', from: 0 }, []],
    [{ direction: 'backward', limit: 1 }, [5]],
  ])('reading a stream of five with %o gives %o', (options, versions) => {
    const store = open();
    for (let n = 1; n <= 5; n++) {
      store.append('other', 'any', [credited(n)]);
      store.append('c-7', n - 1, [credited(n)]);
    }
    expect(store.read('c-7', options).map(({ version }) => version)).toEqual(versions);
  });

  test('the log has the events of all streams in the order of appending, from behind a position', () => {
    const store = open();
    store.append('c-7', 0, [credited(1), credited(2)]);
    store.append('c-9', 0, [credited(3)]);
    store.append('c-7', 2, [credited(4)]);
    expect(points(store.readAll())).toEqual([1, 2, 3, 4]);
    expect(points(store.readAll({ after: 1, limit: 2 }))).toEqual([2, 3]);
    expect(store.readAll({ after: 4 })).toEqual([]);
    expect(store.read('nobody')).toEqual([]);
  });

  test('old shapes are read in their newest, and stored as they were', () => {
    const upcasters: Upcasters = {
      PointsGiven: {
        1: ({ cents, ...event }) =>
          ({ ...event, type: 'PointsCredited', v: 2, points: Number(cents) / 100 }) as StoredEvent,
      },
      PointsCredited: { 2: (event) => ({ ...event, v: 3, reason: 'purchase' }) },
    };
    const store = open({ upcasters });
    store.append('c-7', 0, [
      { type: 'PointsGiven', cents: 8000 },
      { type: 'PointsCredited', v: 3, points: 5, reason: 'gift' },
    ]);
    const place = { stream: 'c-7', position: 1, version: 1 };
    const newest = { ...place, type: 'PointsCredited', v: 3, points: 80, reason: 'purchase' };
    expect(store.read('c-7')[0]).toEqual(newest);
    expect(store.readAll()[0]).toEqual(newest);
    expect(store.read('c-7')[1]).toMatchObject({ points: 5, reason: 'gift', version: 2 });
  });

  test('a step that does not raise the version is refused instead of going round for ever', () => {
    const stuck: Upcasters = { PointsCredited: { 1: (event) => event } };
    const store = open({ upcasters: stuck });
    store.append('c-7', 0, [credited(1)]);
    expect(() => store.read('c-7')).toThrow(
      'upcaster of PointsCredited 1: the event it returns must say v: 2',
    );
  });

  test('snapshots and progress are kept by key, the newest of each', () => {
    const store = open();
    store.snapshots.save('c-7', { version: 1, code: 1, state: { balance: 80 } });
    store.snapshots.save('c-7', { version: 2, code: 1, state: { balance: 30 } });
    store.progress.save('c-7', { checkpoint: 9, state: [1] });
    expect(store.snapshots.load('c-7')).toEqual({ version: 2, code: 1, state: { balance: 30 } });
    expect(store.snapshots.load('c-9')).toBeUndefined();
    expect(store.progress.load('c-7')).toEqual({ checkpoint: 9, state: [1] });
  });
}
