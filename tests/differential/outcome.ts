/** What a program did, as text that can be compared between engines. */
import type { Host } from '#lab/model.ts';
import type { Pace } from '#runtime/runtime.ts';

export interface Program {
  text: string;
  host: Host;
  /** Milliseconds of real time after which nothing of it happens any more; for engines that never say that they are done. */
  horizon: number;
}

export interface Outcome {
  stdout: string;
  stderr: string;
  /** `exited 0` and its like. */
  end: string;
}

export interface Engine {
  /** For people: `Firefox 153.0`, `Node 24.21.0`. */
  readonly name: string;
  /** Where it runs in a browser. */
  readonly browser?: 'chromium' | 'firefox' | 'webkit';
  /** The embedded runtime under other virtual costs. */
  atPace?(pace: Pace): Engine;
  /** True if a `yield*` in an async generator takes a promise job too many there. */
  readonly delegatesLate?: boolean;
  /** True where time is real, so that a busy machine may make timers late. */
  readonly isReal?: boolean;
  run(programs: readonly Program[]): Promise<Outcome[]>;
  /** The same where time is real, and the start took long: some orders hang on that. */
  runLate?(programs: readonly Program[]): Promise<Outcome[]>;
  close(): Promise<void>;
}

export const entryOf = (host: Host): string =>
  host === 'node-esm' ? 'main.mjs' : host === 'node-cjs' ? 'main.cjs' : 'main.js';

/**
 * Standard error without what legitimately differs: frames of stack traces, the folder, the process id, the numbers of rejections, and the place
 * that the report of an error shows (its line and the mark under it), which other engines count from another column.
 */
export function comparableStderr(stderr: string, folder: string): string {
  return (
    stderr
      .replaceAll(`file://${folder}/`, '')
      .replaceAll(`${folder}/`, '')
      .replaceAll(/\(node:\d+\)/g, '(node)')
      // Node counts rejections that are handled within their turn as well; a page never learns of those.
      .replaceAll(/\(rejection id: \d+\)/g, '(rejection id)')
      // Beyond 1,020 columns Node leaves the mark out.
      .replaceAll(/^(?:file:\/\/\/)?\S*main\.[cm]?js:\d+\n.*\n *\^*\n\n/gm, '')
      .replaceAll(/^node:\S+:\d+\n.*\n *\^+\n\n/gm, '')
      // Node adds the line that waits, which an engine tells to nobody but its embedder.
      .replaceAll(/^(Warning: Detected unsettled top-level await at \S+?):\d+\n.*\n *\^+\n+/gm, '$1\n')
      .split('\n')
      .filter((line) => !/^\s+at /.test(line))
      .join('\n')
  );
}

export const isSame = (a: Outcome, b: Outcome): boolean =>
  a.stdout === b.stdout && a.end === b.end && a.stderr === b.stderr;

export const shown = ({ stdout, stderr, end }: Outcome): string =>
  `${stdout}${stderr === '' ? '' : `[stderr]\n${stderr}`}[${end}]`;
