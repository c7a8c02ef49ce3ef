/**
 * Preloaded into real Node beside the recorder: V8 itself tells when promises are made and settled, and so when each
 * reaction joined the microtask queue. At the exit what the recorder says of that is compared, and written to the file
 * that HANDBOOK_ORACLE names.
 */
import { writeFileSync } from 'node:fs';
import { promiseHooks } from 'node:v8';
import type { Entry } from '#runtime/embedded/core/trace/record-parts.ts';
import { tracer } from '#runtime/node/trace-preload.ts';

/** How the recorder's moments compare with V8's, over the promise jobs of one program. */
export interface Verdict {
  /** Jobs whose moment the recorder claims to know, and those of which it says `between`. */
  exact: number;
  between: number;
  /** Labels of exact ones that V8 has elsewhere: something of the program ran between the two moments. */
  wrong: string[];
}

interface Moment {
  order: number;
  /** How much of the program had run by then. */
  ran: number;
}

interface Known {
  parent: Promise<unknown> | undefined;
  made: Moment;
  settled: Moment | undefined;
}

const { recorder } = tracer;
const known = new WeakMap<Promise<unknown>, Known>();
const claimed = new WeakMap<Entry, number>();
const verdict: Verdict = { exact: 0, between: 0, wrong: [] };
let order = 0;
let ran = 0;
let running: Promise<unknown> | undefined;

const moment = (): Moment => ({ order: ++order, ran });

promiseHooks.createHook({
  init: (promise, parent) => void known.set(promise, { parent, made: moment(), settled: undefined }),
  settled(promise) {
    const found = known.get(promise);
    if (found) found.settled = moment();
  },
  before: (promise) => void (running = promise),
  after: () => void (running = undefined),
});

/** When V8 queued the job that runs now: as soon as its promise's parent was settled and somebody waited. */
function queuedAt(promise: Promise<unknown>): Moment | undefined {
  const { parent, made } = known.get(promise) ?? {};
  const settled = parent && known.get(parent)?.settled;
  return made && settled && (settled.order > made.order ? settled : made);
}

function judge(entry: Entry, promise: Promise<unknown>): void {
  const { event } = entry;
  if (event.host) return;
  if (event.moment === 'between') return void verdict.between++;
  const at = queuedAt(promise);
  if (!at) return;
  verdict.exact++;
  if (at.ran !== claimed.get(entry)) verdict.wrong.push(event.label);
}

/** A statement, a call, a function that goes on: what a reader would see between two moments. */
const RUNS: ReadonlySet<string> = new Set(['FrameEntered', 'FrameResumed', 'ErrorCaught']);

const { start, note, step, queue } = recorder;
recorder.start = (entry, ...more) => {
  if (entry.queue === 'microtask' && running) judge(entry, running);
  running = undefined;
  ran++;
  start(entry, ...more);
};
recorder.note = (event) => {
  if (RUNS.has(event.type)) ran++;
  return note(event);
};
recorder.step = (frame, site) => {
  ran++;
  step(frame, site);
};
recorder.queue = (name, options) => {
  const entry = queue(name, options);
  claimed.set(entry, ran);
  return entry;
};

process.on('exit', () => {
  writeFileSync(process.env['HANDBOOK_ORACLE']!, JSON.stringify(verdict));
});
