/** What a page and the service worker say to each other, over a port of their own for each request. */

export type CopyWish = 'keep' | 'look' | 'forget';

export interface Wish {
  /** `wait` has no port and no answer: the reader is at work, and files are to come later. */
  handbook: CopyWish | 'wait';
}

export interface CopyState {
  /** `older`: a whole copy of an earlier build is there. */
  kept: 'no' | 'older' | 'yes';
  /** Files that are there, of all. */
  files: number;
  of: number;
  bytes: number;
  transfer: number;
  /** Whether the full editor, once used, is there as well. */
  hasEditor: boolean;
  /** Why keeping ended before its end. */
  trouble?: 'full' | 'denied' | 'network';
  /** False while files are still coming. */
  isSettled: boolean;
}
