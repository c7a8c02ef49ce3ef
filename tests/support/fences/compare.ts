import type { RunnableFence } from '#book/fences.ts';
import type { FenceRun } from './run.ts';

/**
 * Holds a block's run against what the book shows.
 * @returns what differs, as a text for the author that begins with file and line; empty if nothing does
 */
export function compareRun(fence: RunnableFence, run: FenceRun): string {
  const problems = run.timedOut
    ? ['it did not end by itself; close what keeps it alive']
    : [stdoutProblem(fence, run), stderrProblem(fence, run), exitProblem(fence, run)].filter(Boolean);
  if (problems.length === 0) return '';
  const { file, line } = fence.place;
  return `${file}:${line}: ${problems.join('\n')}${run.timedOut ? `\nIt had printed:\n${run.stdout}` : ''}`;
}

function stdoutProblem({ marks, anyOrder }: RunnableFence, { stdout }: FenceRun): string {
  const expected = marks.filter((mark) => mark.stream === 'stdout').map((mark) => mark.text);
  const actual = linesOf(stdout);
  const ordered = (lines: readonly string[]) => (anyOrder ? lines.toSorted() : lines).join('\n');
  if (expected.length === actual.length && ordered(expected) === ordered(actual)) return '';
  return `the page shows other output than the block prints${anyOrder ? ', in any order' : ''}:\n${sideBySide(expected, actual)}`;
}

function stderrProblem({ marks }: RunnableFence, { stderr }: FenceRun): string {
  const expected = marks.filter((mark) => mark.stream === 'stderr').map((mark) => mark.text);
  const actual = linesOf(stderr);
  // Node shows the line that threw, and with it the comment in which the page announces the error.
  const said = actual.filter((line) => !line.includes('// ✗'));
  const missing = expected.filter((text) => !said.some((line) => line.includes(text)));
  if (missing.length > 0)
    return `stderr has no line with “${missing.join('”, “')}”; it says:\n${stderr || '(nothing)'}`;
  if (expected.length === 0 && actual.length > 0)
    return `stderr says more than the page, which has no “// ✗”:\n${stderr}`;
  return '';
}

function exitProblem({ exitCode: expected }: RunnableFence, { exitCode }: FenceRun): string {
  return exitCode === expected
    ? ''
    : `it ended with exit code ${exitCode}, and the fence says exit=${expected}`;
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trimEnd());
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function sideBySide(expected: readonly string[], actual: readonly string[]): string {
  const width = Math.max('on the page'.length, ...expected.map((line) => line.length));
  const rows = Array.from({ length: Math.max(expected.length, actual.length) }, (_, index) => {
    const [left, right] = [expected[index], actual[index]];
    return `  ${left === right ? ' ' : '≠'} ${(left ?? '').padEnd(width)} │ ${right ?? ''}`;
  });
  return [`    ${'on the page'.padEnd(width)} │ printed`, ...rows].join('\n');
}
