/** Watching changes nothing, and what it records is true. */
import { EventEmitter, once } from 'node:events';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { watch } from '#kit/watch.ts';
import { wrongEvent } from '#trace/fields.ts';
import { LISTENER_TRACE, type ListenerEvent } from '#trace/listener-events.ts';
import type { Recorded } from '#trace/trace.ts';
import { EMPTY, evolve, slotsOf, type ListenersState } from '#views/listeners/listeners-state.ts';

const NAME = Symbol.for('handbook.trace');
const scope = globalThis as { [NAME]?: ((event: object) => void) | undefined };
let events: ListenerEvent[] = [];

beforeEach(() => {
  events = [];
  scope[NAME] = (event) => {
    const fault = wrongEvent(LISTENER_TRACE.events, event);
    if (fault !== undefined) throw new Error(fault);
    events.push(event as ListenerEvent);
  };
});
afterEach(() => delete scope[NAME]);

const folded = (): ListenersState =>
  events.reduce(
    (state, event, seq) => evolve(state, { ...event, seq, at: seq } as Recorded<ListenerEvent>),
    EMPTY,
  );

type Emitter = EventEmitter & Record<string, (...values: unknown[]) => unknown>;
type Operation = [method: string, type: string, listener: number];

/** Carries the operations out; the log has everything that a program could notice. */
function play(emitter: Emitter, operations: readonly Operation[]): string[] {
  const log: string[] = [];
  const listeners = [0, 1, 2, 3].map((number) => {
    const listener = function (this: unknown, ...values: unknown[]) {
      log.push(`${number} got ${values.join()} ${this === emitter}`);
      // One that leaves, one that adds, and one that throws.
      if (number === 1) emitter.off('a', listener);
      if (number === 2 && emitter.listenerCount('b') < 3) emitter.on('b', listeners[0]!);
      if (number === 3) throw new Error('three');
    };
    return listener;
  });
  for (const [method, type, number] of operations) {
    const given = method === 'emit' ? number : method === 'removeAllListeners' ? [] : listeners[number]!;
    try {
      const answer = emitter[method]!(type, ...[given].flat());
      log.push(`${method} ${answer === emitter ? 'itself' : String(answer)}`);
    } catch (error) {
      log.push(`${method} threw ${(error as Error).message}`);
    }
    for (const name of ['a', 'b'])
      log.push(
        emitter
          .listeners(name)
          .map((one) => listeners.indexOf(one as (typeof listeners)[0]))
          .join(),
      );
  }
  return log;
}

const operations = fc.array(
  fc.tuple(
    fc.constantFrom(
      'on',
      'once',
      'prependListener',
      'prependOnceListener',
      'off',
      'emit',
      'removeAllListeners',
    ),
    fc.constantFrom('a', 'b'),
    fc.nat(3),
  ),
  { maxLength: 25 },
);

describe('an emitter', () => {
  test('does under watch what it does without, call by call', () => {
    fc.assert(
      fc.property(operations, (list) => {
        const plain = play(new EventEmitter() as Emitter, list);
        expect(play(watch(new EventEmitter() as Emitter), list)).toEqual(plain);
      }),
      { numRuns: 300 },
    );
  });

  test('has the listeners that the picture says it has', () => {
    fc.assert(
      fc.property(operations, (list) => {
        events = [];
        const emitter = watch(new EventEmitter() as Emitter, 'shop');
        play(emitter, list);
        for (const type of ['a', 'b']) {
          const slot = slotsOf(folded()).find(({ event }) => event === type);
          expect(slot?.present.length ?? 0).toBe(emitter.listenerCount(type));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('is waited for by Node’s own once()', async () => {
    const emitter = watch(new EventEmitter());
    setImmediate(() => emitter.emit('ready', 7));
    expect(await once(emitter, 'ready')).toEqual([7]);
    expect(emitter.listenerCount('ready')).toBe(0);
  });
});

describe('an event target', () => {
  test('hands out, vetoes and lets go as before, and the picture knows', () => {
    const target = watch(new EventTarget(), 'cart');
    const page = new AbortController();
    const said: string[] = [];
    const both = () => said.push('both');
    target.addEventListener('pay', (event) => event.preventDefault(), { signal: page.signal });
    target.addEventListener('pay', both);
    target.addEventListener('pay', both);
    target.addEventListener('pay', { handleEvent: () => said.push('object') }, { once: true });
    target.addEventListener('pay', null);
    const pay = () =>
      target.dispatchEvent(new CustomEvent('pay', { cancelable: true, detail: { id: 'o-1' } }));
    expect(pay()).toBe(false);
    page.abort();
    expect(pay()).toBe(true);
    expect(said).toEqual(['both', 'object', 'both']);
    const [slot] = slotsOf(folded());
    expect(slot?.present.map(({ name }) => name)).toEqual(['both']);
    expect(slot?.left.map(({ left }) => left).toSorted()).toEqual([
      'it was to be called once',
      'its signal has aborted',
    ]);
    const [vetoed, unvetoed] = folded().emissions;
    expect(vetoed).toMatchObject({ value: 'o-1', ended: { heard: 3, outcome: 'it was vetoed' } });
    expect(unvetoed?.ended).toEqual({ heard: 1, outcome: '', bad: false });
  });
});

describe('a bus', () => {
  /** A bus that goes on calling those who have left, and delivers later. */
  function createBus() {
    const table: [string, (data: unknown) => void][] = [];
    return {
      subscribe(type: string, handler: (data: unknown) => void) {
        table.push([type, handler]);
        return () => undefined;
      },
      publish(type: string, data: unknown) {
        const due = table.filter(([of]) => of === type);
        queueMicrotask(() => {
          for (const [, handler] of due) handler(data);
        });
      },
    };
  }

  test('that calls somebody who has left is shown to do so, in the emission that it belongs to', async () => {
    const bus = watch(createBus());
    const stop = bus.subscribe('OrderPlaced', function stock() {});
    const orders = [{ id: 'o-1' }, { id: 'o-2' }];
    for (const order of orders) bus.publish('OrderPlaced', order);
    stop();
    await new Promise((resolve) => queueMicrotask(() => resolve(undefined)));
    expect(folded().emissions.map(({ value, calls }) => [value, calls.map(({ gone }) => gone)])).toEqual([
      ['o-1', [true]],
      ['o-2', [true]],
    ]);
  });

  test('keeps the promise of a handler as it is: an unhandled rejection stays one', async () => {
    const bus = watch(createBus());
    const rejected = new Promise((resolve) => {
      process.once('unhandledRejection', resolve);
    });
    bus.subscribe('x', (() => Promise.reject(new Error('lost'))) as () => void);
    bus.publish('x', 1);
    expect(await rejected).toMatchObject({ message: 'lost' });
    expect(folded().emissions[0]?.calls[0]?.status).toBe('waits');
  });
});

test('what is none of the three is refused, with what would do', () => {
  expect(() => watch({ send() {} })).toThrow(/an emitter \(on, emit\), an event target .* or a bus/);
});
