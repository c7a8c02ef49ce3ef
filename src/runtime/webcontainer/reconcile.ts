/** One file on both sides, and the text on which both last agreed; undefined where there is no such file. */
export interface Sides {
  agreed: string | undefined;
  editor: string | undefined;
  container: string | undefined;
}

/**
 * What brings the two sides of a file in step. `conflict`: both have changed, each in its own way. `deleted`: it is
 * gone from the container. `left`: the editor has given it up, and the container may keep it.
 */
export type Step = 'none' | 'to-container' | 'to-editor' | 'conflict' | 'deleted' | 'left';

export function reconcile({ agreed, editor, container }: Sides): Step {
  if (editor === container) return 'none';
  if (container === agreed) return editor === undefined ? 'left' : 'to-container';
  if (container === undefined) return 'deleted';
  return editor === agreed || editor === undefined ? 'to-editor' : 'conflict';
}
