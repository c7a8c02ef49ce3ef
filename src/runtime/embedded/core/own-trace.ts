/** The function by which a program records events of its own: `globalThis[Symbol.for('handbook.trace')]`. */
import type { Clock } from './clock.ts';
import type { TraceFeed } from './trace-feed.ts';

const NAME = Symbol.for('handbook.trace');
/** Characters of one event and of all, as JSON: what a page can hold without harm. */
const EVENT_CHARS = 10_000;
const ALL_CHARS = 20_000_000;

const { parse, stringify } = JSON;

/**
 * Defines the function. It takes plain data only and copies it; an event that has no time of its own gets the clock's.
 * What an event is, the page checks.
 */
export function installOwnTrace(feed: TraceFeed, clock: Clock): void {
  let room = ALL_CHARS;

  function record(event: unknown): void {
    const text = stringify(event) as string | undefined;
    if (text === undefined) throw new TypeError('A trace event is plain data, as JSON can say it.');
    if (text.length > EVENT_CHARS)
      throw new RangeError(`A trace event has at most ${EVENT_CHARS} characters; this has ${text.length}.`);
    room -= text.length;
    if (room < 0) return;
    const copy = parse(text) as Record<string, unknown> | null;
    if (typeof copy !== 'object' || copy === null)
      throw new TypeError('A trace event is an object with a “type”.');
    feed.add(Number.isFinite(copy['at']) ? copy : { ...copy, at: clock.now() });
  }

  Object.defineProperty(globalThis, NAME, {
    value: record,
    writable: false,
    enumerable: false,
    configurable: false,
  });
}
