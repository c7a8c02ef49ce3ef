/**
 * Reports the checks of a file that Node runs directly, one line for each, marked so that check-lines.ts can tell it
 * from what the learner's code prints. Both a module to load first (`--import`) and a reporter (`--test-reporter`):
 * the hook reports each check the moment it is done, so that an endless loop or `process.exit` in a later one loses
 * nothing; the reporter adds those that no hook sees, such as a check that was given up.
 *
 * It is mounted beside the checks wherever they run, so it is plain JavaScript without imports of our own.
 */
import { afterEach } from 'node:test';
import { inspect, stripVTControlCharacters } from 'node:util';

const mark = process.env.CHECK_REPORT_MARK ?? '';
delete process.env.CHECK_REPORT_MARK;
// The learner's code may replace them.
const print = process.stdout.write.bind(process.stdout);
const stringify = JSON.stringify;
const folder = process.cwd().replace(/\/$/, '');

const withFailedParts = new Set();

afterEach((context) => {
  const { name, fullName, passed, error } = context;
  if (fullName !== name) {
    if (passed === false) withFailedParts.add(fullName.slice(0, -` > ${name}`.length));
  } else if (error) {
    report({ name, ...outcomeOf(error) });
  } else if (passed && !withFailedParts.has(name)) {
    report({ name, status: 'passed', message: '' });
  }
});

/** The reporter: says nothing in Node's own way. */
export default async function* reportRest(source) {
  for await (const { type, data } of source) {
    if (data.nesting !== 0) continue;
    const { name, details } = data;
    if (data.skip !== undefined || data.todo !== undefined) {
      if (type === 'test:pass') report({ name, status: 'errored', message: 'This check was skipped.' });
    } else if (type === 'test:pass') {
      report({ name, status: 'passed', message: '' });
    } else if (type === 'test:fail') {
      report({ name, ...outcomeOf(details.error) });
    }
  }
  yield '';
}

/** `error` is Node's wrapper around what the check threw. */
function outcomeOf({ cause, failureType }) {
  if (cause?.code === 'ERR_ASSERTION') return { status: 'failed', message: describeAssertion(cause) };
  return { status: 'errored', message: clean(describe(cause, failureType)) };
}

/** The author's own words if there are any: Node 24 puts a picture of the difference behind them. */
function describeAssertion({ message, generatedMessage }) {
  const words = generatedMessage ? message : message.replace(/\n\+ actual - expected\n[\s\S]*$/, '');
  return clean(words);
}

/** No colour codes, and no path of the machine. */
function clean(text) {
  const plain = stripVTControlCharacters(text);
  if (folder === '') return plain.trim();
  return plain.replaceAll(`file://${folder}/`, '').replaceAll(`${folder}/`, '').trim();
}

function describe(thrown, failureType) {
  // Node's own words for a check that was given up rather than thrown out of.
  if (failureType !== 'testCodeFailure' && typeof thrown === 'string') return thrown;
  if (thrown instanceof Error) return `${thrown.name}: ${thrown.message}`;
  return `The code threw ${inspect(thrown, { depth: 2, breakLength: Infinity })}, which is not an Error.`;
}

/** ASCII only, so that no character can be cut in two on its way. */
function report(check) {
  const text = stringify(check).replace(
    /[\u0080-\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  print(`${mark}${text}\n`);
}
