/** The microtasks that are known to wait: the first in is the first out. */
import { bareList } from '../bare.ts';
import type { Entry } from './record-parts.ts';

export interface MicrotaskLine {
  join(entry: Entry): void;
  /** The one that is next in line. */
  next(): Entry | undefined;
  /** Takes this one out of the line. Returns false if another one waits ahead of it. */
  take(entry: Entry): boolean;
}

/** So many that have left are kept before the list is cut. */
const MOST_GONE = 1024;

export function createMicrotaskLine(): MicrotaskLine {
  const line = bareList<Entry>();
  let first = 0;

  function next(): Entry | undefined {
    while (first < line.length && line[first]!.state === 'done') first++;
    return line[first];
  }

  return {
    join: (entry) => void line.push(entry),
    next,
    take(entry) {
      if (next() !== entry) return false;
      if (++first === line.length || first > MOST_GONE) {
        line.splice(0, first);
        first = 0;
      }
      return true;
    },
  };
}
