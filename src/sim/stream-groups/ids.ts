/**
 * Ids of stream entries. Redis writes one as `1716282000000-3`: milliseconds, then a counter within the millisecond,
 * each of 64 bits. Here it is one number of 128 bits, so that two ids compare as numbers do, and the id after this one
 * is this one plus 1.
 */
import { RedisError } from '../redis-error.ts';

export type Id = bigint;

const BITS = 64n;
const LAST = (1n << BITS) - 1n;
/** Greater than every entry's id. */
export const MAX_ID: Id = (LAST << BITS) | LAST;

const idOf = (ms: bigint, counter: bigint): Id => (ms << BITS) | counter;

export const formatId = (id: Id): string => `${id >> BITS}-${id & LAST}`;

/** Reads `5-3`, or `5` with `counter` for what is missing. */
export function parseId(text: string, counter: 'first' | 'last' = 'first'): Id {
  const [, ms, rest] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  return idOf(part(ms), rest === undefined && counter === 'last' ? LAST : part(rest ?? '0'));
}

function part(digits: string | undefined): bigint {
  const number = digits === undefined ? undefined : BigInt(digits);
  if (number === undefined || number > LAST) {
    throw new RedisError('ERR Invalid stream ID specified as stream command argument');
  }
  return number;
}

/** The first id of a range: `-` is the very first, `(5-3` the one after 5-3. */
export function parseStart(text: string): Id {
  if (text === '-') return 0n;
  if (text === '+') return MAX_ID;
  if (!text.startsWith('(')) return parseId(text);
  const id = parseId(text.slice(1));
  if (id === MAX_ID) throw new RedisError('ERR invalid start ID for the interval');
  return id + 1n;
}

/**
 * The last id of a range: `+` is the very last, `5` all of that millisecond, `(5-3` the one before 5-3. `(5` leaves out
 * only the last id that this millisecond could have.
 */
export function parseEnd(text: string): Id {
  if (text === '-') return 0n;
  if (text === '+') return MAX_ID;
  if (!text.startsWith('(')) return parseId(text, 'last');
  const id = parseId(text.slice(1), 'last');
  if (id === 0n) throw new RedisError('ERR invalid end ID for the interval');
  return id - 1n;
}

/** Chooses the id of a new entry from the greatest that the stream has had, and the server's clock (milliseconds). */
export type ChooseId = (last: Id, now: number) => Id;

/**
 * Reads what XADD is told about the new id: `*` for time and counter, `5-*` for the counter only, or the id itself.
 * What it returns throws a RedisError if the id would not be greater than the last one.
 */
export function parseNewId(text: string): ChooseId {
  if (text === '*') return fromClock;
  const [, digits] = /^(\d+)-\*$/.exec(text) ?? [];
  if (digits !== undefined) {
    const ms = part(digits);
    return (last) => checkIsGreater(nextWithin(ms, last), last);
  }
  const id = parseId(text);
  if (id === 0n) throw new RedisError('ERR The ID specified in XADD must be greater than 0-0');
  return (last) => checkIsGreater(id, last);
}

function fromClock(last: Id, now: number): Id {
  checkIsGreater(MAX_ID, last);
  const fresh = idOf(BigInt(Math.floor(now)), 0n);
  // A clock that stands still or goes back does not matter: the counter goes on.
  return fresh > last ? fresh : last + 1n;
}

function nextWithin(ms: bigint, last: Id): Id {
  if (last >> BITS !== ms || last === MAX_ID) return idOf(ms, 0n);
  // The counter is at its end. Redis 7.0 refuses with this text or with one about too large elements, by chance.
  return (last & LAST) === LAST ? last : last + 1n;
}

function checkIsGreater(id: Id, last: Id): Id {
  if (id > last) return id;
  throw new RedisError(
    last === MAX_ID
      ? 'ERR The stream has exhausted the last possible ID, unable to add more items'
      : 'ERR The ID specified in XADD is equal or smaller than the target stream top item',
  );
}
