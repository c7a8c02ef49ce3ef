/** What is known of the registrations and emissions of one watched target; see watch.ts. */
import { trace } from './trace.ts';

export type Fn = (this: unknown, ...values: unknown[]) => unknown;

/** How a listener is registered. */
interface How {
  once: boolean;
  capture?: boolean;
  /** In front of those that are there. */
  first?: boolean;
}

export interface Registration {
  listener: number;
  type: unknown;
  original: unknown;
  name: string;
  once: boolean;
  /** Of an event target: it hears the event on its way down. */
  capture: boolean;
  gone: boolean;
}

interface Emission {
  emission: number;
  type: unknown;
  /** What its listeners get first. */
  given: unknown;
  called: Set<Registration>;
}

export interface Ledger {
  /** What is registered in place of a listener; the same one for the same listener. */
  wrap(original: Fn | { handleEvent: Fn }): Fn;
  isWrapper(value: unknown): boolean;
  wrapperOf(original: unknown): unknown;
  originalOf(wrapper: unknown): unknown;
  add(type: unknown, original: unknown, how: How): Registration;
  has(type: unknown, original: unknown, capture: boolean): boolean;
  /** Ends the newest registration of this listener; does nothing if there is none. */
  remove(type: unknown, original: unknown, why: string, capture?: boolean): void;
  removeAll(type: unknown): void;
  end(one: Registration, why: string): void;
  /** Records an emission around `send`. `said`: what its answer means, in words. `given`: what listeners get first. */
  emission(
    type: unknown,
    value: unknown,
    send: () => unknown,
    said?: (answer: unknown) => string,
    given?: unknown,
  ): unknown;
}

/** An emission that calls its listeners later is remembered for so many others. */
const REMEMBERED = 50;
const LONGEST = 48;

let targets = 0;
let registrations = 0;
let emissions = 0;

/** `limit`: so many listeners of one event are no leak yet. */
export function createLedger(target: object, given: string | undefined, limit?: number): Ledger {
  const own = target.constructor?.name;
  const name = given ?? (own && own !== 'Object' ? own : 'bus') + (targets++ > 0 ? ` ${targets}` : '');
  const wrappers = new WeakMap<object, Fn>();
  const originals = new WeakMap<object, object>();
  /** In the order in which they are called. */
  const all: Registration[] = [];
  const recent: Emission[] = [];
  const running: Emission[] = [];
  trace({ type: 'TargetWatched', target: name, ...(limit !== undefined && { limit }) });

  /** Whose call this is: of an emission that is under way, or of the newest that has handed out the same thing. */
  function find(original: unknown, first: unknown): [Registration | undefined, Emission | undefined] {
    const emission = running.at(-1) ?? recent.findLast(({ given: what }) => Object.is(what, first));
    const mine = all.filter((one) => one.original === original && emission?.called.has(one) !== true);
    const fits = mine.filter((one) => emission === undefined || one.type === emission.type);
    const pick = (list: Registration[]) => list.find(({ gone }) => !gone) ?? list.at(-1);
    return [pick(fits) ?? pick(mine), emission];
  }

  function call(original: object, self: unknown, values: unknown[]): unknown {
    const run = () => {
      const handle = typeof original === 'function' ? (original as Fn) : undefined;
      if (handle) return Reflect.apply(handle, self, values);
      return (original as { handleEvent: Fn }).handleEvent(...values);
    };
    const [one, emission] = find(original, values[0]);
    if (!one) return run();
    emission?.called.add(one);
    const now = {
      target: name,
      listener: one.listener,
      name: one.name,
      ...(emission && { emission: emission.emission }),
    };
    trace({ type: 'ListenerCalled', ...now, event: textOf(emission?.type ?? one.type), gone: one.gone });
    if (one.once) end(one, 'it was to be called once');
    try {
      const answer = run();
      trace({ type: 'ListenerReturned', ...now, waits: isThenable(answer) });
      return answer;
    } catch (error) {
      trace({ type: 'ListenerFailed', ...now, error: messageOf(error) });
      throw error;
    }
  }

  function present(type: unknown, original: unknown, capture: boolean): Registration | undefined {
    return all.findLast(
      (one) => one.type === type && one.original === original && one.capture === capture && !one.gone,
    );
  }

  function end(one: Registration, why: string): void {
    if (one.gone) return;
    one.gone = true;
    const { type, listener, name: of } = one;
    trace({ type: 'ListenerRemoved', target: name, event: textOf(type), listener, name: of, why });
  }

  return {
    end,
    wrap(original) {
      if (typeof original !== 'function' && typeof original !== 'object') return original;
      if (original === null) return original;
      const known = wrappers.get(original);
      if (known) return known;
      const wrapper: Fn = function (...values) {
        return call(original, this, values);
      };
      wrappers.set(original, wrapper);
      originals.set(wrapper, original);
      return wrapper;
    },
    isWrapper: (value) =>
      typeof value === 'function' &&
      (originals.has(value) || originals.has((value as { listener?: object }).listener ?? value)),
    wrapperOf: (original) => wrappers.get(original as object),
    originalOf: (wrapper) => (typeof wrapper === 'function' ? (originals.get(wrapper) ?? wrapper) : wrapper),
    has: (type, original, capture) => present(type, original, capture) !== undefined,
    add(type, original, { once, capture = false, first = false }) {
      const listener = ++registrations;
      const one = { listener, type, original, name: nameOf(original), once, capture, gone: false };
      if (first) all.unshift(one);
      else all.push(one);
      trace({ type: 'ListenerAdded', target: name, event: textOf(type), listener, name: one.name, once });
      return one;
    },
    remove(type, original, why, capture = false) {
      const one = present(type, original, capture);
      if (one) end(one, why);
    },
    removeAll(type) {
      for (const one of all) if (type === undefined || one.type === type) end(one, 'all were taken off');
    },
    emission(type, value, send, said = () => '', first = value) {
      const emission: Emission = { emission: ++emissions, type, given: first, called: new Set() };
      const now = { target: name, event: textOf(type), emission: emission.emission };
      trace({ type: 'EventEmitted', ...now, value: textOf(value) });
      recent.push(emission);
      if (recent.length > REMEMBERED) recent.shift();
      running.push(emission);
      const ended = (outcome: string, bad: boolean) =>
        trace({ type: 'EmissionEnded', ...now, heard: emission.called.size, outcome, bad });
      try {
        const answer = send();
        ended(said(answer), false);
        return answer;
      } catch (error) {
        ended(messageOf(error), true);
        throw error;
      } finally {
        running.splice(running.indexOf(emission), 1);
      }
    },
  };
}

const isThenable = (value: unknown): boolean => value instanceof Promise;

function messageOf(error: unknown): string {
  return short(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}

function short(value: string): string {
  const line = value.replaceAll(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

/** The listener’s name; of one without, its text. */
function nameOf(original: unknown): string {
  const { name } = original as { name?: unknown };
  if (typeof original !== 'function') return 'an object with handleEvent';
  return typeof name === 'string' && name !== '' ? name : short(Function.prototype.toString.call(original));
}

/** A value in few words: of an object with an `id`, that. Nothing of the program runs for it, but for a getter. */
function textOf(value: unknown): string {
  if (typeof value === 'symbol') return String(value);
  if (typeof value === 'function') return nameOf(value);
  if (value === undefined || value === null) return '';
  if (typeof value !== 'object') return short(String(value));
  if (value instanceof Error) return messageOf(value);
  const { id } = value as { id?: unknown };
  if (typeof id === 'string' || typeof id === 'number') return short(String(id));
  try {
    return short(JSON.stringify(value) ?? '');
  } catch {
    return 'an object';
  }
}
