/**
 * Which chapters this reader has read: chapter ids, kept in the browser under one key, and only there. An id behind `!`
 * is one whose mark was taken back.
 * Where storage is denied or holds something else, the answer is “none” and a change holds for this page.
 */
const KEY = 'chapters-read';

export interface ReadingStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

export interface ReadingProgress {
  has(chapter: string): boolean;
  /** True if the reader has taken the mark back: then only they set it again. */
  isTakenBack(chapter: string): boolean;
  set(chapter: string, read: boolean): void;
}

/** @param openStorage may throw: in some browsers the mere mention of `localStorage` does. */
export function createReadingProgress(openStorage: () => ReadingStore): ReadingProgress {
  let read = load(openStorage);
  return {
    has: (chapter) => read.has(chapter),
    isTakenBack: (chapter) => read.has(`!${chapter}`),
    set(chapter, isRead) {
      // Another tab may have added chapters since.
      read = new Set([...read, ...load(openStorage)]);
      read.add(isRead ? chapter : `!${chapter}`);
      read.delete(isRead ? `!${chapter}` : chapter);
      try {
        openStorage().setItem(KEY, JSON.stringify([...read]));
      } catch {
        // Denied or full: nothing is lost but the mark.
      }
    },
  };
}

function load(openStorage: () => ReadingStore): Set<string> {
  try {
    const value: unknown = JSON.parse(openStorage().getItem(KEY) ?? '[]');
    return new Set(Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []);
  } catch {
    return new Set();
  }
}
