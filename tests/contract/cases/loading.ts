/** The learner's files cannot be loaded: every check says why, with the file and the line. */
import type { FileMap, Host } from '#lab/model.ts';
import type { ContractCase } from '../runtime-contract.ts';
import { checkJob, observe } from '../observe.ts';
import { errored, exited, importing, never, resultsOf } from './check-parts.ts';

interface LoadCase {
  /** Completes “the message names …”. */
  names: string;
  learner: string;
  more?: FileMap;
  host?: Host;
  checks?: string;
  message: string;
}

const checks = `${importing}
test('adds two numbers', () => assert.equal(add(1, 2), 3));
test('adds at once', () => {});`;

const requiring = `const test = require('node:test');
const { add } = require('./answer.js');
test('adds two numbers', () => add(1, 2));`;

const cases: readonly LoadCase[] = [
  {
    names: 'the file and the line of a syntax error',
    learner: 'export const add = 1;\nconst = 2;',
    message: "answer.js, line 2: SyntaxError: Unexpected token '='",
  },
  {
    names: 'the line of a bracket too many',
    learner: "import { rule } from './other.js';\nexport const add = (a, b) => {\n  return rule(a, b));\n};",
    message: "answer.js, line 3: SyntaxError: Unexpected token ')'",
  },
  {
    names: 'the end of a file whose last brace is missing',
    learner: 'export function add(a, b) {\n  if (a) {\n    return b;\n  }\n',
    message: 'answer.js, line 5: SyntaxError: Unexpected end of input',
  },
  {
    names: 'a call whose bracket is not closed',
    learner: "import { rule } from './other.js';\nexport const add = (a, b) => rule(a, b;\n",
    message: 'answer.js, line 2: SyntaxError: missing ) after argument list',
  },
  {
    names: 'a text that is not closed',
    learner: "export const add = 'one;\n",
    message: 'answer.js, line 1: SyntaxError: Invalid or unexpected token',
  },
  {
    names: 'a name that is declared twice',
    learner: 'const sum = 1;\nexport const add = () => sum;\nlet sum = 2;',
    message: "answer.js, line 3: SyntaxError: Identifier 'sum' has already been declared",
  },
  {
    names: 'an await in a function that is not async',
    learner: 'export const add = (a, b) => {\n  const sum = await a;\n  return sum + b;\n};',
    message: 'answer.js, line 2: SyntaxError: Unexpected reserved word',
  },
  {
    names: 'a syntax error in a file in a folder that the learner’s file imports',
    learner: "export { add } from './lib/sum ✓.js';",
    more: { 'lib/sum ✓.js': 'export const add = 1;\n\nlet x = ;' },
    message: "lib/sum ✓.js, line 3: SyntaxError: Unexpected token ';'",
  },
  {
    names: 'a file that is imported and does not exist, and who imports it',
    learner: "import { rule } from './lib/rule.js';\nexport const add = rule;",
    message: 'answer.js imports lib/rule.js, which does not exist.',
  },
  {
    names: 'the file that was probably meant',
    learner: "import { rule } from './other';\nexport const add = rule;",
    message: 'answer.js imports other, which does not exist. Did you mean to import "./other.js"?',
  },
  {
    names: 'a package that is not there',
    learner: "import pad from 'left-pad';\nexport const add = pad;",
    message: 'answer.js imports the package left-pad, which is not there.',
  },
  {
    names: 'an export that the learner’s file lacks',
    learner: 'export const plus = 1;',
    message:
      "checks.test.js, line 3: SyntaxError: The requested module './answer.js' does not provide an export named 'add'",
  },
  {
    names: 'the place of an error that is thrown while the file loads',
    learner: 'export const add = 1;\nfunction start() {\n  null.run();\n}\nstart();',
    message: "answer.js, line 3: TypeError: Cannot read properties of null (reading 'run')",
  },
  {
    names: 'all lines of an error’s message',
    learner: "export const add = 1;\nthrow new RangeError('no sum\\nand no reason');",
    message: 'answer.js, line 2: RangeError: no sum\nand no reason',
  },
  {
    names: 'what was thrown that is no error',
    learner: "console.log('Error: only printed');\nthrow 'no';\nexport const add = 1;",
    message: 'The code threw no, which is not an Error.',
  },
  {
    names: 'the file and the line of a syntax error in a CommonJS file',
    learner: 'exports.add = 1;\nconst = 2;',
    host: 'node-cjs',
    checks: requiring,
    message: "answer.js, line 2: SyntaxError: Unexpected token '='",
  },
  {
    names: 'the end of a CommonJS file whose last brace is missing',
    learner: 'exports.add = () => {\n  return 1;\n',
    host: 'node-cjs',
    checks: requiring,
    message: 'answer.js, line 3: SyntaxError: Unexpected end of input',
  },
  {
    names: 'a file that is required and does not exist, and who requires it',
    learner: "exports.add = require('./rule.js');",
    host: 'node-cjs',
    checks: requiring,
    message: 'answer.js requires ./rule.js, which does not exist.',
  },
];

export const loadCases: readonly ContractCase[] = [
  ...cases.map((loadCase): ContractCase => {
    const job = checkJob(loadCase.learner, loadCase.checks ?? checks, loadCase.host);
    const files = { ...job.files, 'other.js': 'export const rule = 1;', ...loadCase.more };
    return {
      name: `learner’s files that cannot be loaded: the message names ${loadCase.names}`,
      act: async (runtime) => resultsOf(await observe(runtime.check({ ...job, files }))),
      expected: {
        results: job.checkNames.map((name) =>
          errored(name, `This check did not finish. ${loadCase.message}`),
        ),
        ...exited,
      },
    };
  }),
  {
    name: 'a report that the learner’s code only prints is not taken for the end of the checks',
    act: async (runtime) => {
      const learner = "console.error('RangeError: only printed');\nprocess.exit(0);\nexport const add = 1;";
      return resultsOf(await observe(runtime.check(checkJob(learner, checks))));
    },
    expected: {
      results: ['adds two numbers', 'adds at once'].map((name) => errored(name, never)),
      ...exited,
    },
  },
];
