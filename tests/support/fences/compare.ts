import { compareOutput, type Difference } from '#book/compare-output.ts';
import { printedBy, type RunnableFence } from '#book/fences.ts';
import type { FenceRun } from './run.ts';

/**
 * Holds a block's run against what the book shows.
 * @returns what differs, as a text for the author that begins with file and line; empty if nothing does
 */
export function compareRun(fence: RunnableFence, run: FenceRun): string {
  const problems = run.timedOut
    ? ['it did not end by itself; close what keeps it alive']
    : compareOutput(printedBy(fence), run).map((difference) => sentence(difference, fence, run));
  if (problems.length === 0) return '';
  const { file, line } = fence.place;
  return `${file}:${line}: ${problems.join('\n')}${run.timedOut ? `\nIt had printed:\n${run.stdout}` : ''}`;
}

function sentence(difference: Difference, { anyOrder }: RunnableFence, { stderr }: FenceRun): string {
  switch (difference.kind) {
    case 'stdout':
      return `the page shows other output than the block prints${anyOrder ? ', in any order' : ''}:\n${sideBySide(difference.shown, difference.actual)}`;
    case 'missing-errors':
      return `stderr has no line with “${difference.texts.join('”, “')}”; it says:\n${stderr || '(nothing)'}`;
    case 'unannounced-errors':
      return `stderr says more than the page, which has no “// ✗”:\n${stderr}`;
    case 'exit-code':
      return `it ended with exit code ${difference.actual}, and the fence says exit=${difference.shown}`;
  }
}

function sideBySide(expected: readonly string[], actual: readonly string[]): string {
  const width = Math.max('on the page'.length, ...expected.map((line) => line.length));
  const rows = Array.from({ length: Math.max(expected.length, actual.length) }, (_, index) => {
    const [left, right] = [expected[index], actual[index]];
    return `  ${left === right ? ' ' : '≠'} ${(left ?? '').padEnd(width)} │ ${right ?? ''}`;
  });
  return [`    ${'on the page'.padEnd(width)} │ printed`, ...rows].join('\n');
}
