/** Whether the book is fetched for later without a question. Pure but for reading what the browser tells. */

/** Fields that some browsers have and the DOM types leave out. */
export interface Connection {
  saveData?: boolean;
  /** `cellular` is paid for by the megabyte. */
  type?: string;
  /** `slow-2g`, `2g`, `3g` or `4g`, by how fast it is. */
  effectiveType?: string;
}

/** What the reader wants: `no` after they have had the copy removed. */
export type Choice = 'no' | null;

const KEY = 'handbook:1:offline';

export function mayKeepUnasked(choice: Choice, { saveData, type, effectiveType }: Connection): boolean {
  return (
    choice === null &&
    saveData !== true &&
    type !== 'cellular' &&
    !/^(slow-)?[23]g$/.test(effectiveType ?? '')
  );
}

/** The same, of this browser's reader and connection. */
export const mayKeepHere = (): boolean =>
  mayKeepUnasked(
    readChoice(() => localStorage),
    (navigator as { connection?: Connection }).connection ?? {},
  );

/** @param openStorage may throw: in some browsers the mere mention of `localStorage` does */
export function readChoice(openStorage: () => Pick<Storage, 'getItem'>): Choice {
  try {
    return openStorage().getItem(KEY) === 'no' ? 'no' : null;
  } catch {
    return null;
  }
}

export function writeChoice(
  openStorage: () => Pick<Storage, 'setItem' | 'removeItem'>,
  choice: Choice,
): void {
  try {
    if (choice === null) openStorage().removeItem(KEY);
    else openStorage().setItem(KEY, choice);
  } catch {
    // Denied: then nothing is kept either.
  }
}
