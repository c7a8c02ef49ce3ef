import { BookError, type Place } from './book-error.ts';

/** `flag` → true, `key=value` and `key="a value"` → the value. */
export type InfoString = ReadonlyMap<string, string | true>;

const PART = /^([A-Za-z][\w-]*)(?:=(?:"([^"]*)"|([^\s"]+)))?(?=\s|$)/;

/**
 * Reads what follows the language in a fence's opening line.
 * @throws BookError for a part that is neither a flag nor `key="value"`, and for a part given twice.
 */
export function parseInfoString(meta: string, place: Place): InfoString {
  const parts = new Map<string, string | true>();
  let rest = meta.trim();
  while (rest !== '') {
    const match = PART.exec(rest);
    if (!match) {
      throw new BookError(
        place,
        `the fence's info string cannot be read from here on: ${rest}`,
        'write flags as words and values as key="value", without a straight double quote inside the value.',
      );
    }
    const key = match[1] as string;
    if (parts.has(key)) {
      throw new BookError(place, `the fence's info string has “${key}” twice`, 'keep one of the two.');
    }
    parts.set(key, match[2] ?? match[3] ?? true);
    rest = rest.slice(match[0].length).trimStart();
  }
  return parts;
}
