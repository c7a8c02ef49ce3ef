import type { Race } from '#trace/loop-races.ts';
import type { Trace } from '#trace/trace.ts';
import type { ReadonlySignal } from '@preact/signals';
import type { View } from '#views/view.ts';
import type { Job } from '../state.ts';

/** A trace and what draws it. */
export interface Drawn {
  kind: 'drawn';
  view: View;
  trace: Trace<object>;
  /** Name of the file that it was opened from; null if it is the last job's. */
  file: string | null;
  /** What recorded it; null if it came from a file. */
  job: Job | null;
  /** True if the run whose output is shown printed something else than the one that is drawn. */
  differs: boolean;
  races: readonly Race[];
}

/** What can be said of a run under way: its view draws that. */
export interface Live {
  view: View;
  turns: ReadonlySignal<number | null>;
}

/**
 * What the view's pane shows. `recording`: a run is under way; the picture of the one before stays until then.
 * `missing`: there is none of the last run, and a sentence says why.
 */
export type PictureState =
  | { kind: 'none' }
  | { kind: 'recording'; before: Drawn | null; live: Live | null }
  | { kind: 'missing'; why: string }
  | Drawn;
