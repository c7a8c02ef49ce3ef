/** What may be appended, judged in the same way for every kind of store. */
import { ConflictError, DuplicateIdError, type Expected, type NewEvent } from './event-store.ts';
import { plainCopy } from './plain.ts';

/** These are the store's to give. */
const PLACES = ['stream', 'version', 'position'] as const;

/** Frozen copies of the events. Throws a TypeError that names the first field which cannot be stored. */
export function checkedCopies(events: readonly NewEvent[]): NewEvent[] {
  return events.map((event, index) => {
    const name = `event ${index + 1}`;
    if (typeof event?.type !== 'string' || event.type === '') {
      throw new TypeError(
        `${name}: type must be a name such as 'PointsCredited', got ${String(event?.type)}`,
      );
    }
    if (event.id !== undefined && typeof event.id !== 'string') {
      throw new TypeError(`${name} (${event.type}): id must be a string, got ${typeof event.id}`);
    }
    const taken = PLACES.find((place) => Object.hasOwn(event, place));
    if (taken) {
      throw new TypeError(
        `${name} (${event.type}): the store itself gives ${taken}; call the field otherwise`,
      );
    }
    return plainCopy(event, `${name} (${event.type})`) as NewEvent;
  });
}

/** Throws a ConflictError if a stream at version `actual` is not what the writer expects. */
export function checkExpected(stream: string, expected: Expected, actual: number): void {
  const wanted = expected === 'no-stream' ? 0 : expected;
  if (wanted !== 'any' && !(Number.isSafeInteger(wanted) && wanted >= 0)) {
    throw new RangeError(`expected must be a version, 'any' or 'no-stream', got ${String(expected)}`);
  }
  if (wanted !== 'any' && wanted !== actual) throw new ConflictError(stream, expected, actual);
}

/**
 * Compares the batch's ids with those in the stream. `versionOf` gives the version at which an id stands.
 * Returns the last version of the batch if it is there already, as a whole and in this order; undefined if it is new.
 * @throws DuplicateIdError if only a part of it is there, or an id stands in the batch twice
 */
export function repeatedAt(
  stream: string,
  events: readonly NewEvent[],
  versionOf: (id: string) => number | undefined,
): number | undefined {
  const versions = events.map(({ id }) => (id === undefined ? undefined : versionOf(id)));
  const [first] = versions;
  if (first !== undefined && versions.every((version, index) => version === first + index)) {
    return first + events.length - 1;
  }
  const known = versions.findIndex((version) => version !== undefined);
  if (known >= 0) throw new DuplicateIdError(stream, events[known]!.id!, versions[known]!);
  const ids = events.flatMap(({ id }) => id ?? []);
  const twice = ids.find((id, index) => ids.indexOf(id) < index);
  if (twice !== undefined) throw new TypeError(`stream ${stream}: the id ${twice} stands in one batch twice`);
  return undefined;
}
