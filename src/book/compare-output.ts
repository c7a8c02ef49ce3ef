/** Holds what a program printed against what the book shows. */

/** What the book shows of a block. */
export interface Printed {
  /** Whole lines, in order. */
  stdout: readonly string[];
  /** Texts that stderr must contain, each in some line. None: stderr must stay empty. */
  stderr: readonly string[];
  /** The order of the lines of stdout is not determined. */
  anyOrder: boolean;
  exitCode: number;
}

export interface Output {
  stdout: string;
  stderr: string;
  exitCode: number | null;
}

export type Difference =
  | { kind: 'stdout'; shown: readonly string[]; actual: readonly string[] }
  /** Announced errors that did not come. */
  | { kind: 'missing-errors'; texts: readonly string[] }
  /** The book announces no error, and there is this on stderr. */
  | { kind: 'unannounced-errors'; lines: readonly string[] }
  | { kind: 'exit-code'; shown: number; actual: number | null };

/** Everything in which the two differ; empty if nothing does. White space at the ends of lines does not count. */
export function compareOutput(printed: Printed, output: Output): Difference[] {
  const differences: Difference[] = [];
  const actual = linesOf(output.stdout);
  const ordered = (lines: readonly string[]) => (printed.anyOrder ? lines.toSorted() : lines).join('\n');
  if (printed.stdout.length !== actual.length || ordered(printed.stdout) !== ordered(actual)) {
    differences.push({ kind: 'stdout', shown: printed.stdout, actual });
  }
  const stderr = linesOf(output.stderr);
  // Node shows the line that threw, and with it the comment in which the page announces the error.
  const said = stderr.filter((line) => !line.includes('// ✗'));
  const missing = printed.stderr.filter((text) => !said.some((line) => line.includes(text)));
  if (missing.length > 0) differences.push({ kind: 'missing-errors', texts: missing });
  else if (printed.stderr.length === 0 && stderr.length > 0) {
    differences.push({ kind: 'unannounced-errors', lines: stderr });
  }
  if (printed.exitCode !== output.exitCode) {
    differences.push({ kind: 'exit-code', shown: printed.exitCode, actual: output.exitCode });
  }
  return differences;
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trimEnd());
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
