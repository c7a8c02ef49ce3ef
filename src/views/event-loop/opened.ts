/** What is read of a trace once, before anything of it is drawn: in portions, because a trace can be long. */
import type { LoopEvent } from '#trace/loop-events.ts';
import type { Trace } from '#trace/trace.ts';
import { atOnce } from '../portions.ts';
import { heartbeatOf, type Heartbeat } from './heartbeat.ts';
import { readLoop, type LoopIndex } from './loop-index.ts';
import { lineMarks, type FileMarks } from './marks.ts';
import { stepsOf, type LoopSteps } from './steps.ts';

export interface Opened {
  index: LoopIndex;
  steps: LoopSteps;
  marks: FileMarks;
  heart: Heartbeat;
}

const known = new WeakMap<Trace<LoopEvent>, Opened>();

/** Reads a trace, for `opened`. */
export function* open(trace: Trace<LoopEvent>): Generator<void, Opened> {
  const index = yield* readLoop(trace);
  const steps = yield* stepsOf(index);
  const marks = yield* lineMarks(index);
  const heart = yield* heartbeatOf(index);
  const read = { index, steps, marks, heart };
  known.set(trace, read);
  return read;
}

/** What `open` has read of a trace; it is read now if it was not yet. */
export function opened(trace: Trace<LoopEvent>): Opened {
  return known.get(trace) ?? atOnce(open(trace));
}
