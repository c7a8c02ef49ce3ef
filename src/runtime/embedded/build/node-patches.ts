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
