/** What the page does with its blocks before the workbench is needed: little. */
import { readDevice } from '#runtime/select/device.ts';
import { keysOf } from '../storage.ts';

/** Identifies a block in the reader's storage. */
export interface BlockName {
  /** For example `event-model`. */
  chapter: string;
  /** For example `microtasks-2`: the second block under that heading. */
  id: string;
}

/** The part of a workbench's key that says where the code stands. */
export const shelfOf = ({ chapter }: Pick<BlockName, 'chapter'>): string => `block/${chapter}`;

/** True if the reader has changed this block on an earlier visit. */
export function hasSavedBlock(name: BlockName): boolean {
  try {
    return localStorage.getItem(keysOf(`${shelfOf(name)}/${name.id}`).work) !== null;
  } catch {
    return false;
  }
}

/** Starts the built-in runtime when a pointer or the focus comes to `element`; not under data saver. */
export function warmOnApproach(element: HTMLElement, andLoad: () => void): void {
  if (readDevice().saveData) return;
  const approached = new AbortController();
  function warm() {
    approached.abort();
    andLoad();
    // What cannot be loaded is told when the reader presses Run.
    import('../built-in.ts').then((module) => module.warmUp()).catch(() => undefined);
  }
  for (const sign of ['pointerover', 'focusin']) {
    element.addEventListener(sign, warm, { signal: approached.signal });
  }
}
