/** What a reader is told of a run in the page, held against the book. Pure. */
import { compareOutput, type Difference, type Output, type Printed } from './compare-output.ts';

/** One short sentence if the run printed what the book shows, else one for each difference. */
export function compareSentence(printed: Printed, output: Output): string {
  const differences = compareOutput(printed, output);
  if (differences.length > 0) return differences.map((difference) => sentence(difference, printed)).join(' ');
  return printed.stdout.length + printed.stderr.length > 0
    ? 'Printed as shown.'
    : 'Prints nothing, as shown.';
}

function sentence(difference: Difference, { anyOrder }: Printed): string {
  switch (difference.kind) {
    case 'stdout':
      return anyOrder ? strangers(difference) : firstDifference(difference);
    case 'missing-errors':
      return `The page announces an error with “${difference.texts[0]}”, which did not come.`;
    case 'unannounced-errors':
      return 'The page announces no error.';
    case 'exit-code':
      return `The page says that it ends with exit code ${difference.shown}.`;
  }
}

interface Lines {
  shown: readonly string[];
  actual: readonly string[];
}

function firstDifference({ shown, actual }: Lines): string {
  const at = shown.findIndex((line, index) => line !== actual[index]);
  if (at < 0) return `Printed as shown, and then ${lines(actual.length - shown.length)} more.`;
  if (at >= actual.length) {
    return `The page shows ${lines(shown.length)}; this run printed the first ${actual.length}.`;
  }
  return `Line ${at + 1} is otherwise on the page: ${quoted(shown[at] ?? '')}.`;
}

/** Where the order is free, what counts is which lines the other side lacks. */
function strangers({ shown, actual }: Lines): string {
  const left = [...actual];
  const missing = shown.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  if (missing[0] === undefined) return `Printed as shown, and ${lines(left.length)} more.`;
  return `The page shows ${quoted(missing[0])} too, which this run did not print.`;
}

const lines = (count: number): string => (count === 1 ? '1 line' : `${count} lines`);

const quoted = (line: string): string => (line === '' ? 'an empty line' : `“${line}”`);
