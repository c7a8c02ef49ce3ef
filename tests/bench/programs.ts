/** The programs that the runtimes are compared on: a fixed list, so that figures of different days compare. */
import { readFileSync } from 'node:fs';
import { createNodeRuntime } from '#runtime/node/node-runtime.ts';
import type { Program } from '#runtime/runtime.ts';
import { observe } from '../contract/observe.ts';

const CORPUS = new URL('../unit/embedded/corpus/', import.meta.url);

/** None is about our simulated network, which nobody else has. */
const NAMES = `
  abort.mjs als-everywhere.mjs assert.cjs async-iteration.mjs async-local-storage-await.mjs
  async-local-storage.mjs await-order.cjs await-order.mjs blobs.mjs buffers.cjs cjs-modules.cjs
  console.cjs deep-recursion.cjs diagnostics-channel.mjs diagnostics-deep.cjs dynamic-import-jobs.mjs
  dynamic-import.mjs emitter-leak.cjs emitter-once-on.mjs emitter.cjs error-printing.cjs
  errors-handled.cjs errors-in-handler.cjs errors-uncaught.cjs errors-uncaught.mjs
  event-target-throws.mjs event-target.mjs exit-codes.cjs exit-in-listener.mjs exit-in-promise.mjs
  exit-now.cjs exit-odd.cjs fs.mjs globals.mjs hashes.cjs import-meta.mjs inspect-errors.cjs
  inspect-hostile.cjs inspect.cjs labels-getters-classes.mjs message-channel.mjs missing-export.mjs
  node-error-heads.mjs node-streams-deep.mjs order-basic.cjs order-basic.mjs order-nested.cjs
  order-nested.mjs path-querystring.cjs performance-clock.mjs process-arguments.cjs process.cjs
  promise-combinators.mjs promises-shown.cjs proxy-console.cjs random.cjs rejections-fatal.cjs
  rejections-fatal.mjs rejections-odd.mjs rejections.cjs sloppy.cjs stream-errors.cjs
  stream-order.cjs streams.mjs string-decoder.cjs timers-promises.mjs timers-signals.mjs timers.cjs
  tla-rejects.mjs tla-unsettled.mjs uncaught-handler.mjs unhandled-listener.mjs url.mjs util.cjs
  web-streams-deep.mjs web-streams.mjs
`
  .trim()
  .split(/\s+/);

export interface Answer {
  stdout: string;
  /** Null if something else than itself ended the program. */
  exitCode: number | null;
}

/** A program and what the pinned Node makes of it. */
export interface KnownProgram extends Program {
  expected: Answer;
}

export async function readPrograms(): Promise<KnownProgram[]> {
  const node = createNodeRuntime();
  const known: KnownProgram[] = [];
  for (const name of NAMES) {
    const files = { [name]: readFileSync(new URL(name, CORPUS), 'utf8') };
    const host = name.endsWith('.cjs') ? 'node-cjs' : 'node-esm';
    const { stdout, ended } = await observe(node.run({ files, entry: name, host }));
    known.push({ files, entry: name, host, expected: { stdout, exitCode: ended.exitCode } });
  }
  await node.dispose();
  return known;
}
