/** What a page and the service worker say to each other, over a port of their own for each request. */

export interface Wish {
  handbook: 'keep' | 'look' | 'forget';
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
