/**
 * Edits to Node's files, made at build time. Node drains its microtasks with a call into V8; a browser drains them
 * only when the stack is empty. So the functions of Node's loop that drain become generators, and each drain a
 * `yield`: whoever drives them returns to the browser there.
 */

interface Patch {
  find: string;
  put: string;
  /** How often `find` must occur; a different count means that Node's file has changed. */
  times: number;
}

const patches: Readonly<Record<string, readonly Patch[]>> = {
  'internal/process/task_queues': [
    { find: 'function runNextTicks() {', put: 'function* runNextTicks() {', times: 1 },
    {
      find: 'function processTicksAndRejections() {',
      put: 'function* processTicksAndRejections() {',
      times: 1,
    },
    { find: ' runMicrotasks();', put: ' yield* runMicrotasks(queue.isEmpty());', times: 2 },
    { find: '  processTicksAndRejections();', put: '  yield* processTicksAndRejections();', times: 1 },
  ],
  // In Firefox an error's stack is an accessor of its prototype.
  'internal/process/promises': [
    { find: "ObjectPrototypeHasOwnProperty(obj, 'stack')", put: "'stack' in obj", times: 1 },
  ],
  // Not every engine's traces read like Node's.
  'internal/util/inspect': [
    {
      find: '    stack = error.stack;',
      put: "    stack = internalBinding('errors').stackOf(error);",
      times: 1,
    },
    // Nor do they list a function's own properties in the language's order.
    {
      find: '    keys = ObjectGetOwnPropertyNames(value);\n    if (symbols',
      put: "    keys = internalBinding('util').ownNames(value);\n    if (symbols",
      times: 1,
    },
  ],
  // Node knows by async hooks which test a rejection or an exception belongs to; no browser tells that of a promise. So
  // each test begins in a turn of its own, and what nobody can place belongs to the one that began last.
  'internal/test_runner/test': [
    {
      find: "  clearTimeout,\n  setTimeout,\n} = require('timers');",
      put: "  clearTimeout,\n  setImmediate,\n  setTimeout,\n} = require('timers');",
      times: 1,
    },
    {
      find: '  async run() {\n    if (this.parent !== null) {',
      put: '  static newest;\n\n  async run() {\n    if (this.parent !== null) {',
      times: 1,
    },
    {
      find: '    this.startTime ??= hrtime();\n\n    // Channel context',
      put:
        '    if (this.parent !== null && this.hookType === undefined) {\n' +
        '      const turn = PromiseWithResolvers();\n      setImmediate(turn.resolve);\n' +
        '      await turn.promise;\n      Test.newest = this;\n    }\n' +
        '    this.startTime ??= hrtime();\n\n    // Channel context',
      times: 1,
    },
  ],
  'internal/test_runner/harness': [
    {
      find: '    const test = testResources.get(executionAsyncId());\n\n    // Check if this error',
      put: '    const test = testResources.get(executionAsyncId()) ?? Test.newest;\n\n    // Check if this error',
      times: 1,
    },
  ],
  'internal/timers': [
    { find: 'function processImmediate() {', put: 'function* processImmediate() {', times: 1 },
    { find: 'function processTimers(now) {', put: 'function* processTimers(now) {', times: 1 },
    { find: 'function listOnTimeout(list, now) {', put: 'function* listOnTimeout(list, now) {', times: 1 },
    { find: ' runNextTicks();', put: ' yield* runNextTicks();', times: 3 },
    { find: '      listOnTimeout(list, now);', put: '      yield* listOnTimeout(list, now);', times: 1 },
  ],
};

/** The text of Node's module `id` with its patches applied. Throws when an anchor is not found as expected. */
export function patchNodeSource(id: string, source: string): string {
  let text = source;
  for (const { find, put, times } of patches[id] ?? []) {
    const parts = text.split(find);
    if (parts.length - 1 !== times)
      throw new Error(
        `Node's ${id}.js has "${find.trim()}" ${parts.length - 1} times, not ${times}: ` +
          'the pinned node version changed. Compare the file with build/node-patches.ts and adjust the patch.',
      );
    text = parts.join(put);
  }
  return text;
}
