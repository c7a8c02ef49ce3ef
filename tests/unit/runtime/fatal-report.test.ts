import { createFatalReport } from '#runtime/fatal-report.ts';
import { expect, test } from 'vitest';

const END = '\n\nNode.js v24.21.0\n';
const HARNESS = 'node:internal/test_runner/harness:124\n      throw err;\n      ^\n\n';

function sentence(printed: string, folder = '/runs/run 1'): string {
  const report = createFatalReport();
  for (let at = 0; at < printed.length; at += 7) report.take(printed.slice(at, at + 7));
  return report.sentence(folder);
}

test('the error that ended the process is found behind other output', () => {
  const before =
    'note: Error: no\n/runs/run 1/answer.js:1\nconst a;\n        ^\n\nSyntaxError: printed by the program\n';
  const report = "file:///runs/run%201/answer.js:2\nconst = 1;\n      ^\n\nSyntaxError: Unexpected token '='";
  const stack = '\n    at compileSourceTextModule (node:internal/modules/esm/utils:319:16)';
  expect(sentence(`${before}${report}${stack}${END}`)).toBe(
    "answer.js, line 2: SyntaxError: Unexpected token '='",
  );
});

test('a program that ended without a report has nothing to say', () => {
  expect(sentence('RangeError: only printed\n    at start (/runs/run 1/answer.js:3:8)\n')).toBe('');
  expect(sentence('')).toBe('');
});

test('what exit handlers print after the report changes nothing', () => {
  const report = `${HARNESS}TypeError: no\n    at file:///runs/run%201/answer.js:4:2${END}`;
  expect(sentence(`${report}goodbye\n`)).toBe('answer.js, line 4: TypeError: no');
});

test('the folder is taken out of the words, and the place is the first of the learner’s files', () => {
  const report = `${HARNESS}SyntaxError: /runs/run 1/data.json: Unexpected end of JSON input
    at parse (<anonymous>)
    at Object..json (node:internal/modules/cjs/loader:2072:39)
    at Object.<anonymous> (/runs/run 1/lib/read.js:1:11)
    at Object.<anonymous> (/runs/run 1/checks.test.js:2:17)`;
  expect(sentence(report + END)).toBe(
    'lib/read.js, line 1: SyntaxError: data.json: Unexpected end of JSON input',
  );
});

test('paths and line ends of Windows and of terminals are understood', () => {
  const report = `C:\\Lab\\Ada L\\run\\answer.js:2\nconst = 1;\n      ^\n\nSyntaxError: Unexpected token '='`;
  expect(sentence((report + END).replaceAll('\n', '\r\n'), 'C:\\Lab\\Ada L\\run')).toBe(
    "answer.js, line 2: SyntaxError: Unexpected token '='",
  );
  const url = report.replace('C:\\Lab\\Ada L\\run\\', 'file:///C:/Lab/Ada%20L/run/lib/');
  expect(sentence(url + END, 'C:\\Lab\\Ada L\\run')).toBe(
    "lib/answer.js, line 2: SyntaxError: Unexpected token '='",
  );
});

test('an error without a stack, and what is no error, are told in a sentence', () => {
  expect(sentence(`${HARNESS}[AggregateError: All promises were rejected] { [errors]: [ 1 ] }${END}`)).toBe(
    'AggregateError: All promises were rejected',
  );
  const hint = '(Use `node --trace-uncaught ...` to show where the exception was thrown)';
  expect(sentence(`first\nError: second\nno\n${hint}${END}`)).toBe(
    'The code threw no, which is not an Error.',
  );
});
