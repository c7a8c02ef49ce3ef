/**
 * Reports the checks of a file that Node runs directly, one line for each, marked so that check-lines.ts can tell it
 * from what the learner's code prints. Both a module to load first (`--import`) and a reporter (`--test-reporter`):
 * the hook reports each check the moment it is done, so that an endless loop or `process.exit` in a later one loses
 * nothing; the reporter adds those that no hook sees, such as a check that was given up, and says at the very end
 * that all is over. A check counts as its worst report.
 *
 * The learner's code runs in the same process, so nothing that it may have changed is trusted: see `firstChange`.
 * It is mounted beside the checks wherever they run, so it is plain JavaScript without imports of our own.
 */
import assert from 'node:assert';
import { createHook } from 'node:async_hooks';
import { relative, resolve } from 'node:path';
import test, { afterEach } from 'node:test';
import { inspect, stripVTControlCharacters } from 'node:util';

const mark = process.env.CHECK_REPORT_MARK ?? '';
delete process.env.CHECK_REPORT_MARK;
// The learner's code may replace them.
const print = process.stdout.write.bind(process.stdout);
const stringify = JSON.stringify;
const ownDescriptor = Object.getOwnPropertyDescriptor;
const charCodeAt = Function.prototype.call.bind(String.prototype.charCodeAt);
const folder = process.cwd().replace(/\/$/, '');
const checksFile = resolve('checks.test.js');
const HEX = '0123456789abcdef';

/** Built-ins that may change: checks replace them for a while, or Node's own library does. */
const CHANGEABLE = ['Date.now', 'Math.random', 'Error.prepareStackTrace'];

// An assertion that is replaced asserts nothing.
for (const module of [assert, assert.strict, test]) Object.freeze(module);

const builtIns = takeInventory();
const withFailedParts = new Set();
const seen = new Set();

const untrack = untracking(() => afterEach(noteCheck));

/**
 * Carries out what awaits millions of times without node:test watching each of its promises, which makes an `await`
 * twenty times slower: explore() of the kit asks for it. What nobody handles in the meantime is the caller's to notice.
 */
async function untracked(work) {
  // The promises with which the caller waits for this one are made now, and are watched.
  await Promise.resolve();
  const track = untrack();
  try {
    return await work();
  } finally {
    track();
  }
}
// For good: whoever could put another function here would decide what an exploration has found.
Object.defineProperty(globalThis, Symbol.for('handbook.untracked'), { value: untracked });

/** `start` makes node:test begin to watch. Returns what ends the watching, which returns what lets it go on. */
function untracking(start) {
  const watching = [];
  const hooks = Object.getPrototypeOf(createHook({}));
  const { enable } = hooks;
  hooks.enable = function enableAndNote() {
    watching.push(this);
    return enable.call(this);
  };
  start();
  hooks.enable = enable;
  return () => {
    for (const hook of watching) hook.disable();
    return () => watching.forEach((hook) => hook.enable());
  };
}

function noteCheck(context) {
  const { name, fullName, passed, error } = context;
  if (fullName !== name) {
    if (passed === false) withFailedParts.add(fullName.slice(0, -` > ${name}`.length));
    return;
  }
  if (error) report({ name, ...outcomeOf(error) });
  else if (passed && !withFailedParts.has(name)) report({ name, status: 'passed', message: '' });
  if (seen.has(name)) report({ name, ...errored('There are two checks of this name.') });
  seen.add(name);
}

/** The reporter: says nothing in Node's own way. */
export default async function* reportRest(source) {
  for await (const { type, data } of source) {
    if (data.nesting !== 0) continue;
    const { name, details } = data;
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (fileOf(data) !== checksFile) {
      report({ name, ...errored(strangerIn(fileOf(data))) });
    } else if (data.skip !== undefined || data.todo !== undefined) {
      if (type === 'test:pass') report({ name, ...errored('This check was skipped.') });
    } else if (type === 'test:pass') {
      report({ name, status: 'passed', message: '' });
    } else {
      report({ name, ...outcomeOf(details.error) });
    }
  }
  // No name: the file of checks has run to its end.
  report({ name: '', status: 'passed', message: '' });
  yield '';
}

/** Where a check was declared. */
function fileOf({ file }) {
  return file?.replace(/^file:\/\//, '');
}

function strangerIn(file) {
  const where = file ? relative(folder || '/', file) : 'The learner’s code';
  return `${where} declares a check of this name by itself. Only checks.test.js may: take node:test out of it.`;
}

/** `error` is Node's wrapper around what the check threw. */
function outcomeOf({ cause, failureType }) {
  if (cause?.code === 'ERR_ASSERTION') return { status: 'failed', message: describeAssertion(cause) };
  return errored(clean(describe(cause, failureType)));
}

function errored(message) {
  return { status: 'errored', message };
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
function report({ name, status, message }) {
  const changed = firstChange();
  // Without a prototype, so that no toJSON is found.
  const check = { __proto__: null, name, status, message };
  if (changed !== undefined && name !== '') {
    check.status = 'errored';
    check.message = `The code replaced ${changed}, which the checks rely on: leave the built-ins as they are.`;
  }
  print(`${mark}${inAscii(stringify(check))}\n`);
}

function inAscii(text) {
  let ascii = '';
  for (let at = 0; at < text.length; at++) {
    const c = charCodeAt(text, at);
    ascii +=
      c < 128 ? text[at] : `\\u${HEX[c >> 12]}${HEX[(c >> 8) & 15]}${HEX[(c >> 4) & 15]}${HEX[c & 15]}`;
  }
  return ascii;
}

/** Every function that belongs to the language's own objects: of which object, under which key. */
function takeInventory() {
  const found = [];
  const kinds = ['Object', 'Function', 'Array', 'String', 'Number', 'Boolean', 'Symbol', 'BigInt', 'Date'];
  const more = ['Map', 'Set', 'WeakMap', 'WeakSet', 'Promise', 'RegExp', 'Error', 'TypeError', 'RangeError'];
  for (const name of [...kinds, ...more]) {
    addFunctions(found, globalThis[name], name);
    addFunctions(found, globalThis[name].prototype, `${name}.prototype`);
  }
  for (const name of ['JSON', 'Math', 'Reflect']) addFunctions(found, globalThis[name], name);
  const iterators = [[][Symbol.iterator](), new Map().entries(), new Set().values(), ''.matchAll(/x/g)];
  for (const iterator of [...iterators, (function* () {})(), (async function* () {})()]) {
    let owner = Object.getPrototypeOf(iterator);
    for (; owner !== Object.prototype; owner = Object.getPrototypeOf(owner)) {
      addFunctions(found, owner, owner[Symbol.toStringTag] ?? 'Iterator.prototype');
    }
  }
  return found;
}

function addFunctions(found, owner, ownerName) {
  for (const key of Reflect.ownKeys(owner)) {
    const name = `${ownerName}.${String(key)}`;
    const { value, get } = ownDescriptor(owner, key);
    const isFunction = typeof (value ?? get) === 'function';
    if (isFunction && !CHANGEABLE.includes(name)) found.push({ owner, key, name, value, get });
  }
}

/** The name of a built-in function that is no longer what it was; undefined if all are. Uses no built-in itself. */
function firstChange() {
  for (let at = 0; at < builtIns.length; at++) {
    const { owner, key, name, value, get } = builtIns[at];
    const now = ownDescriptor(owner, key);
    if (now === undefined || now.value !== value || now.get !== get) return name;
  }
  return undefined;
}
