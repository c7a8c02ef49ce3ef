/** Blocks that print something else in the page than in Node, each with its reason. */
export interface DifferentBlock {
  /** End of the chapter's path. */
  file: string;
  /** Code by which the block is known. */
  contains: string;
  why: string;
}

export const DIFFERENT_IN_PAGE: readonly DifferentBlock[] = [];

/** What is wrong with a block's run in the page; empty if nothing is. */
export function judge(difference: string, entry: DifferentBlock | undefined): string {
  if (!entry) return difference;
  return difference === '' ? `the entry “${entry.contains}” of the list of differences is not needed` : '';
}
