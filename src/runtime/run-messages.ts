/** The sentences that every engine says alike, so that a verdict and its words do not depend on where code ran. */

import type { Host } from '#lab/model.ts';

const seconds = (ms: number): string => `${ms / 1000} second${ms === 1000 ? '' : 's'}`;

export const stoppedMessage = 'The run was stopped.';

export const closedMessage = 'The run was stopped because its engine was closed.';

/** For a program whose host is not among the engine's `capabilities.hosts`. */
export function wrongHostMessage(host: Host): string {
  const wanted = host === 'browser' ? 'a browser page' : 'Node';
  return `This program is written for ${wanted}, which this engine cannot be. Choose another engine.`;
}

/** `timeMs` is the limit that was exceeded, in milliseconds. */
export function timedOutMessage(timeMs: number): string {
  return `The program was still running after ${seconds(timeMs)}, so it was ended.`;
}

/** `outputChars` is the limit that was exceeded, in characters. */
export function outputLimitMessage(outputChars: number): string {
  return `The program printed more than ${outputChars.toLocaleString('en')} characters, so it was ended.`;
}

/** For a program whose process is gone without a word. */
export const lostToMemoryMessage =
  'The browser ended the program, most likely because it used too much memory. Run again for a new start.';

/** For a check that ended without a result because the run was cut short; `why` is one of the sentences above. */
export function unreportedMessage(why: string): string {
  return why === ''
    ? 'This check never reported: the program ended before it was done.'
    : `This check did not finish. ${why}`;
}

/** For checks that all reported although the file of checks did not run to its end. */
export const incompleteMessage =
  'The program ended before the checks were over, so this result does not count.';
