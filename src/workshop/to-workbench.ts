/** What a workshop says to the workbenches of a page: DOM events on their roots. */
import type { FileMap } from '#lab/model.ts';

/** Files to take the place of the attendee's own, which go into the history; detail: CodeOffered. */
export const CODE_OFFERED = 'workshop:code-offered';

export interface CodeOffered {
  files: FileMap;
  /** What the attendee is told when it has happened. */
  said: string;
}

/** What the instructor shows has come, or is another now; detail: CodeShown. */
export const CODE_SHOWN = 'workshop:code-shown';

export interface CodeShown {
  files: FileMap;
  /** The attendee has asked for it: it comes to the front. */
  isWanted: boolean;
}

/** The root of an exercise's workbench on this page; null if there is none. */
export function benchOf(exercise: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-workbench="${CSS.escape(exercise)}"]`);
}

/** What the page calls the exercise that a workbench is for. */
export function titleOf(bench: HTMLElement): string {
  return bench.querySelector('.wb-exercise')?.textContent?.trim() ?? '';
}

/** Hands files to a workbench, which wakes if need be, and brings it into view. */
export function offerCode(bench: HTMLElement, detail: CodeOffered): void {
  bench.dispatchEvent(new CustomEvent(CODE_OFFERED, { detail, cancelable: true }));
  bench.scrollIntoView({ block: 'nearest' });
}

/** Shows the instructor's code in a workbench that the attendee asks it of, which wakes if need be. */
export function showCode(bench: HTMLElement, files: FileMap): void {
  const detail: CodeShown = { files, isWanted: true };
  bench.dispatchEvent(new CustomEvent(CODE_SHOWN, { detail, cancelable: true }));
  bench.scrollIntoView({ block: 'nearest' });
}

/** Brings a workbench that is awake up to date; one that sleeps is left alone. */
export function updateShownCode(bench: HTMLElement | null, files: FileMap): void {
  if (bench?.dataset['awake'] === undefined) return;
  const detail: CodeShown = { files, isWanted: false };
  bench.dispatchEvent(new CustomEvent(CODE_SHOWN, { detail }));
}
