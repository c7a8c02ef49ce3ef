/** What the parts of the workbench share. */
import type { Actions, Model } from '../model.ts';

export type Layout = 'inline' | 'full';

export interface PartProps {
  model: Model;
  /** Null at build time. */
  actions: Actions | null;
}

/** Ids of parts that refer to each other; one exercise appears once on a page. */
export function partId(model: Model, part: string): string {
  return `wb-${model.face.lab}-${model.face.id}-${part}`;
}
