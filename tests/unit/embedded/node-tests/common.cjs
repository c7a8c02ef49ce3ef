/** The few helpers that Node's own tests of events need, under the name by which they ask for them. */
'use strict';
const assert = require('node:assert');
const { inspect } = require('node:util');

const calls = [];

process.on('exit', (code) => {
  if (code !== 0) return;
  for (const { fn, actual, exact, minimum } of calls)
    if (exact === undefined ? actual() < minimum : actual() !== exact) {
      console.error(
        `${fn.name || '<anonymous>'} was called ${actual()} times, not ${exact ?? `at least ${minimum}`}`,
      );
      process.exit(1);
    }
});

function counted(fn, expected) {
  let count = 0;
  calls.push({ fn, actual: () => count, ...expected });
  function wrapped(...parts) {
    count++;
    return Reflect.apply(fn, new.target ? new.target : this, parts);
  }
  Object.defineProperties(wrapped, {
    name: { value: fn.name, configurable: true },
    length: { value: fn.length, configurable: true },
  });
  return wrapped;
}

const mustCall = (fn, exact = 1) =>
  typeof fn === 'number' ? counted(() => {}, { exact: fn }) : counted(fn ?? (() => {}), { exact });
const mustCallAtLeast = (fn, minimum = 1) => counted(fn ?? (() => {}), { minimum });
const mustSucceed = (fn, exact) =>
  mustCall(function (error, ...parts) {
    assert.ifError(error);
    return fn?.apply(this, parts);
  }, exact);
const mustNotCall =
  (message) =>
  (...parts) =>
    assert.fail(`${message ?? 'function should not have been called'}: ${inspect(parts)}`);

function expectsError(expected, exact) {
  return mustCall((...parts) => {
    assert.strictEqual(parts.length, 1);
    assert.throws(() => {
      throw parts[0];
    }, expected);
    return true;
  }, exact);
}

const expectedWarnings = new Map();
function expectWarning(nameOrMap, expected, code) {
  const byName = typeof nameOrMap === 'string' ? { [nameOrMap]: expected } : nameOrMap;
  for (const [name, value] of Object.entries(byName)) {
    const list = typeof value === 'string' ? [[value, code]] : Array.isArray(value[0]) ? [...value] : [value];
    expectedWarnings.set(
      name,
      mustCall((warning) => {
        const [message, wantedCode] = list.shift();
        assert.strictEqual(warning.message, message);
        assert.strictEqual(warning.code, wantedCode);
      }, list.length),
    );
  }
  process.on('warning', (warning) => expectedWarnings.get(warning.name)?.(warning));
}

/** The end of the message of ERR_INVALID_ARG_TYPE for what was given. */
function invalidArgTypeHelper(input) {
  if (input == null) return ` Received ${input}`;
  if (typeof input === 'function') return ` Received function ${input.name}`;
  if (typeof input === 'object') {
    if (input.constructor?.name) return ` Received an instance of ${input.constructor.name}`;
    return ` Received ${inspect(input, { depth: -1 })}`;
  }
  let shown = inspect(input, { colors: false });
  if (shown.length > 28) shown = `${shown.slice(0, 25)}...`;
  return ` Received type ${typeof input} (${shown})`;
}

module.exports = {
  mustCall,
  mustCallAtLeast,
  mustSucceed,
  mustNotCall,
  expectsError,
  expectWarning,
  invalidArgTypeHelper,
  skip(why) {
    console.log(`1..0 # Skipped: ${why}`);
    process.exit(0);
  },
  platformTimeout: (ms) => ms,
  isWindows: false,
  hasCrypto: true,
  hasIntl: true,
};
