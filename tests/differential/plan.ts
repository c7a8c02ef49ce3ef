import type { Host } from '#lab/model.ts';
import type { Difference } from './compare.ts';
import type { BrowserId } from './engines/tabs.ts';

export const HOSTS: readonly Host[] = ['node-cjs', 'node-esm', 'browser'];

/** Where programs come from. */
export type SetId = 'generated' | 'puzzles' | 'book';
export const SETS: readonly SetId[] = ['generated', 'puzzles', 'book'];

export interface Plan {
  sets: readonly SetId[];
  /** How many are generated, for each host. */
  programs: number;
  /** The first one's seed. */
  seed: number;
  /** Only these, of whatever seeds there are. */
  seeds?: readonly number[];
  /** How many mismatches of each comparison are made small; the others are only counted. */
  shrink: number;
  hosts: readonly Host[];
  browsers: readonly BrowserId[];
  /** Whether the runtime records its event loop meanwhile. */
  recording: boolean;
  /** Whether real Node is compared with itself, once with the recorder in it; no browser takes part. */
  instrumented?: boolean;
  say(line: string): void;
  /** Ends the run after the present batch; what was compared until then counts. */
  stop?: AbortSignal;
}

/** What one engine did with the programs of one set and host. */
export interface Comparison {
  set: SetId;
  host: Host;
  truth: string;
  subject: string;
  programs: number;
  equal: number;
  /** The real engine gave several orders, ours among them; or the program is a declared race. */
  races: number;
  mismatches: number;
  /** Id of a declared difference → how many programs differ because of it. */
  declared: Record<string, number>;
  /** The mismatches, some of them made small, and the races. */
  differences: Difference[];
}
