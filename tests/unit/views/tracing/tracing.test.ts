import { describe, expect, test } from 'vitest';
import { wrongEvent } from '#trace/fields.ts';
import { createRecorder } from '#trace/recorder.ts';
import { TRACING_TRACE, type TracingEvent } from '#trace/tracing-events.ts';
import { createRandom } from '#sim/random.ts';
import { graphOf } from '#views/tracing/graph.ts';
import { messagesOf, rowsAround, type Message } from '#views/tracing/messages.ts';
import { barOf, stopsOf } from '#views/tracing/stops.ts';
import { describe as describeMessage, isFault, sentenceOf, standingOf } from '#views/tracing/words.ts';

function record(events: readonly TracingEvent[]) {
  let now = 0;
  const recorder = createRecorder<TracingEvent>({ clock: () => (now += 10), keep: 10_000 });
  for (const event of events) recorder.record(event);
  return recorder.events();
}

const subscribed = (service: string, name: string): TracingEvent => ({
  type: 'ServiceSubscribed',
  service,
  name,
});
type Ids = { correlation?: string; causation?: string; story?: string };
const published = (message: string, name: string, service: string, ids: Ids = {}): TracingEvent => ({
  type: 'MessagePublished',
  message,
  name,
  service,
  ...ids,
});
const begun = (message: string, service: string, attempt = 1): TracingEvent => ({
  type: 'HandlingBegun',
  message,
  service,
  attempt,
});
const ended = (message: string, service: string, attempt = 1): TracingEvent => ({
  type: 'HandlingEnded',
  message,
  service,
  attempt,
});
const failed = (message: string, service: string, attempt = 1): TracingEvent => ({
  type: 'HandlingFailed',
  message,
  service,
  attempt,
  reason: 'the bank does not answer',
});

const below = (correlation: string, causation: string) => ({ correlation, causation });

/** One order: stock at once, the bank at the second attempt, a mail that nobody fetches. */
const ORDER = record([
  subscribed('stock', 'OrderPlaced'),
  subscribed('bank', 'StockReserved'),
  subscribed('mail', 'CardCharged'),
  published('e-1', 'OrderPlaced', 'orders', { correlation: 'e-1' }),
  begun('e-1', 'stock'),
  published('e-2', 'StockReserved', 'stock', below('e-1', 'e-1')),
  ended('e-1', 'stock'),
  begun('e-2', 'bank'),
  failed('e-2', 'bank'),
  begun('e-2', 'bank', 2),
  published('e-3', 'CardCharged', 'bank', below('e-1', 'e-2')),
  ended('e-2', 'bank', 2),
]);

const tree = (message: Message): unknown => ({ [message.id]: message.children.map(tree) });
const treeOf = (events: readonly TracingEvent[]) =>
  messagesOf(record(events))
    .rows.filter(({ parent }) => parent === undefined)
    .map(tree);

/** What is said of the last message of these events, which is published by a service that has been given e-1. */
function orphanAfter(...events: TracingEvent[]): string {
  const { rows, byId } = messagesOf(
    record([
      published('e-1', 'OrderPlaced', 'orders', { correlation: 'e-1', story: 'o-1' }),
      begun('e-1', 'stock'),
      ...events,
    ]),
  );
  const [last] = events
    .flatMap((event) => (event.type === 'MessagePublished' ? [event.message] : []))
    .slice(-1);
  const message = byId.get(last!)!;
  const hangs = message.parent !== undefined || rows.some(({ children }) => children.includes(message));
  expect(hangs).toBe(message.orphan === '' && message.causation !== undefined);
  return message.orphan;
}

test('the events that a test draws are of the kind', () => {
  for (const event of ORDER) expect(wrongEvent(TRACING_TRACE.events, event)).toBeUndefined();
});

describe('the tree', () => {
  test('is what the ids say', () => {
    expect(treeOf(ORDER)).toEqual([{ 'e-1': [{ 'e-2': [{ 'e-3': [] }] }] }]);
  });

  test('leaves a message without ids where it is, and reproaches it with nothing', () => {
    expect(orphanAfter(published('e-2', 'DayClosed', 'stock'))).toBe('');
    expect(orphanAfter(published('e-2', 'DayClosed', 'stock', { correlation: 'e-2' }))).toBe('');
    expect(orphanAfter(published('e-2', 'DayClosed', 'stock', { correlation: 'day-7' }))).toBe('');
  });

  test.each([
    ['no cause', { correlation: 'e-1' }, 'it belongs to e-1 and names no cause'],
    [
      'an unknown cause',
      below('e-1', 'e-9'),
      'it names e-9 as its cause, which nobody has published before it',
    ],
    ['itself', below('e-1', 'e-2'), 'it names itself as its cause'],
    [
      'a cause of another order',
      { ...below('e-1', 'e-1'), story: 'o-2' },
      'it is about o-2, and names e-1 as its cause, which is about o-1',
    ],
  ])('never hangs up a message that names %s', (_, ids, says) => {
    expect(orphanAfter(published('e-2', 'StockReserved', 'stock', ids))).toBe(says);
  });

  test('never hangs up a message of a service that has not been given the cause', () => {
    const says = 'it names e-1 as its cause, which bank has not been given before it';
    expect(orphanAfter(published('e-2', 'CardCharged', 'bank', below('e-1', 'e-1')))).toBe(says);
    const later = [published('e-2', 'CardCharged', 'bank', below('e-1', 'e-1')), begun('e-1', 'bank')];
    expect(orphanAfter(...later)).toBe(says);
  });

  test('never hangs up a message below one that comes later, not even in a ring', () => {
    expect(
      treeOf([
        begun('e-2', 'stock'),
        published('e-1', 'A', 'stock', below('e-2', 'e-2')),
        begun('e-1', 'bank'),
        published('e-2', 'B', 'bank', below('e-2', 'e-1')),
      ]),
    ).toEqual([{ 'e-1': [{ 'e-2': [] }] }]);
  });

  test('says where the correlation is lost, and where an id is used twice', () => {
    const { byId } = messagesOf(
      record([
        published('e-1', 'OrderPlaced', 'orders', { correlation: 'e-1' }),
        begun('e-1', 'stock'),
        published('e-2', 'StockReserved', 'stock', below('e-2', 'e-1')),
        published('e-2', 'StockRefused', 'stock', below('e-1', 'e-1')),
      ]),
    );
    expect(byId.get('e-2')?.parent?.id).toBe('e-1');
    expect(byId.get('e-2')?.remarks.map(({ says }) => says)).toEqual([
      'its correlation is e-2, and that of its cause is e-1',
      'its id is used again, for StockRefused of stock',
    ]);
  });

  test('is a forest of all messages whatever the ids are, and says nothing at a step that only a later one can know', () => {
    const random = createRandom('any ids');
    const any = () => (random.next() < 0.2 ? undefined : `e-${random.between(1, 12)}`);
    for (let run = 0; run < 200; run++) {
      const events = record(
        Array.from({ length: 40 }, (): TracingEvent => {
          const [id, service] = [`e-${random.between(1, 12)}`, random.pick(['a', 'b', 'c'])];
          const [correlation, causation] = [any(), any()];
          const ids = { ...(correlation && { correlation }), ...(causation && { causation }) };
          if (random.next() < 0.5) return published(id, 'T', service, ids);
          return random.pick([begun, ended, failed])(id, service, random.between(1, 2));
        }),
      );
      const { rows, byId } = messagesOf(events);
      expect(rows).toHaveLength(byId.size);
      expect(new Set(rows).size).toBe(byId.size);
      for (const { parent, id, causation, service, orphan } of rows) {
        if (parent === undefined) continue;
        expect(orphan).toBe('');
        expect(causation).toBe(parent.id);
        expect(parent.published[0]!.step).toBeLessThan(byId.get(id)!.published[0]!.step);
        const given = parent.handlers.find((one) => one.service === service)!.handlings[0]!;
        expect(given.from.step).toBeLessThan(byId.get(id)!.published[0]!.step);
      }
      const cut = random.between(1, 39);
      const before = messagesOf(events.slice(0, cut));
      for (const { id, parent, orphan, published: at } of before.rows) {
        if (at.length === 0) continue;
        expect([byId.get(id)!.parent?.id, byId.get(id)!.orphan]).toEqual([parent?.id, orphan]);
      }
    }
  });
});

describe('who is how far', () => {
  const { byId } = messagesOf(ORDER);
  const standings = (id: string, step: number) =>
    byId.get(id)!.handlers.map((one) => standingOf(byId.get(id)!, one, step, ORDER.length));

  test('changes with the step, and what nobody begins with is said at the end only', () => {
    expect([3, 4, 5, 7].map((step) => standings('e-1', step)[0])).toEqual([
      'ahead',
      'waiting',
      'working',
      'done',
    ]);
    expect([8, 9, 10, 12].map((step) => standings('e-2', step)[0])).toEqual([
      'working',
      'failed',
      'working',
      'done',
    ]);
    expect([11, 12].map((step) => standings('e-3', step)[0])).toEqual(['waiting', 'nothing']);
  });

  test('is a sentence for each message', () => {
    expect(describeMessage(byId.get('e-3')!, 12, 12)).toBe(
      'CardCharged e-3, from bank at 100 ms, because of StockReserved e-2; mail has never begun',
    );
  });
});

describe('the player', () => {
  const messages = messagesOf(ORDER);

  test('has a sentence for every step, jumps from message to message, and from fault to fault', () => {
    for (const event of ORDER) {
      expect(sentenceOf(event, messages)).toMatch(/^\S.*[^.]\.$/);
      expect(sentenceOf(event, messages)).not.toMatch(/undefined|null/);
    }
    const { turns, outputs } = stopsOf(ORDER, messages);
    expect(turns).toEqual([4, 6, 11]);
    expect(outputs).toEqual([9]);
    for (const [index, event] of ORDER.entries()) {
      expect(isFault(event, messages)).toBe(outputs.includes(index + 1));
      expect(barOf(event, messages).tone === 'fault').toBe(outputs.includes(index + 1));
    }
  });
});

describe('of a long run', () => {
  const many = record(
    Array.from({ length: 3000 }, (_, n) =>
      published(`e-${n}`, 'OrderPlaced', 'orders', { correlation: `e-${n}` }),
    ),
  );
  const { rows, byId } = messagesOf(many);

  test('a window is drawn, with the present message in it', () => {
    for (const id of ['e-0', 'e-5', 'e-1500', 'e-2999']) {
      const { shown, above, below: behind } = rowsAround(rows, byId.get(id), 24);
      expect(shown).toHaveLength(24);
      expect(shown).toContain(byId.get(id));
      expect(above + behind).toBe(3000 - 24);
    }
  });

  test('and an empty one is nothing', () => {
    expect(messagesOf([]).rows).toEqual([]);
    expect(rowsAround([], undefined, 24)).toEqual({ shown: [], above: 0, below: 0 });
  });
});

describe('the graph', () => {
  test('has effects to the right of their cause, no two messages on one spot, and edges only to causes', () => {
    const events = record([
      published('e-1', 'A', 'x', { correlation: 'e-1' }),
      begun('e-1', 'y'),
      published('e-2', 'B', 'y', below('e-1', 'e-1')),
      published('e-3', 'B', 'y', below('e-1', 'e-1')),
      begun('e-2', 'z'),
      published('e-4', 'C', 'z', below('e-1', 'e-2')),
      published('e-5', 'C', 'z', below('e-1', 'e-9')),
    ]);
    const { spots, edges, columns, rows } = graphOf(messagesOf(events).rows);
    expect(spots.map(({ message, column, row }) => [message.id, column, row])).toEqual([
      ['e-1', 0, 0],
      ['e-2', 1, 0],
      ['e-4', 2, 0],
      ['e-3', 1, 1],
      ['e-5', 0, 2],
    ]);
    expect(edges.map(({ from, to }) => [from.message.id, to.message.id])).toEqual([
      ['e-1', 'e-2'],
      ['e-2', 'e-4'],
      ['e-1', 'e-3'],
    ]);
    expect([columns, rows]).toEqual([3, 3]);
  });
});
