/**
 * The messages between page, frame and worker, and the checks that each end makes on what it receives. A message
 * that does not have exactly the expected shape is dropped: the learner's code may have sent it.
 */
import type { CheckResult, FileMap, Host } from '#lab/model.ts';
import type { EndReason, Pace } from '../runtime.ts';
import type { NetworkConditions } from './core/network/conditions.ts';
import type { PartName } from './parts.ts';

/** What the worker is to do. `checks` is the text of `checks.test.js`; the program then is that file. */
export interface Task {
  files: FileMap;
  entry: string;
  host: Host;
  checks: string | null;
  /** The parts of the runtime that it needs. */
  parts: PartName[];
  /** How its network behaves; what is missing is as in core/network/conditions.ts. */
  network?: Partial<NetworkConditions>;
  /** Virtual milliseconds after which the program is ended. */
  timeMs: number;
  /** Output characters after which the program is ended. */
  outputChars: number;
  /** Id of the kind of trace to record; null for none. */
  trace: string | null;
  /** Virtual costs that are not the usual ones. */
  pace: Pace;
  promises: PromiseKnowledge;
}

/**
 * How a program's promises are known, whose state no browser tells. `ask`: they are not, and the worker says so when the
 * program prints one. `watch`: the part `trace` follows them. `guess`: what is not known is shown as pending.
 */
export type PromiseKnowledge = 'ask' | 'watch' | 'guess';

/** Page → frame. */
export type PageMessage =
  | { type: 'ProvideCore'; text: string }
  | { type: 'ProvidePart'; name: PartName; text: string }
  | { type: 'StartRun'; run: number; task: Task }
  | { type: 'StopRun'; run: number }
  | { type: 'Ping' };

/** Frame → worker, over the port that only the harness holds. `nonce` is new for every run. */
export interface StartMessage {
  type: 'Start';
  nonce: string;
  task: Task;
  /** Scripts of the parts that the task names. */
  parts: string[];
}

export interface OutputChunk {
  stream: 'stdout' | 'stderr';
  text: string;
}

/**
 * Worker → frame; with `nonce`, except `Ready`. `Again`: the run has ended for nothing, and another `PromiseKnowledge` is
 * wanted. `turns` counts those of the program's loop up to here, recorded or not;
 * null once they cannot be seen any more.
 */
export type WorkerMessage =
  | { type: 'Ready' }
  | { type: 'Output'; nonce: string; chunks: OutputChunk[] }
  | { type: 'Check'; nonce: string; check: CheckResult }
  | { type: 'Trace'; nonce: string; events: unknown[]; dropped: number; turns: number | null }
  | { type: 'Again'; nonce: string }
  | { type: 'End'; nonce: string; reason: EndReason; exitCode: number | null; message: string };

/** Frame → page. */
export type FrameMessage =
  | { type: 'FrameReady' }
  | { type: 'Pong' }
  | { type: 'WorkerReady' }
  | { type: 'WorkerFailed'; message: string }
  | { type: 'RunOutput'; run: number; chunks: OutputChunk[] }
  | { type: 'RunCheck'; run: number; check: CheckResult }
  | { type: 'RunTrace'; run: number; events: unknown[]; dropped: number; turns: number | null }
  | { type: 'RunAgain'; run: number }
  | { type: 'RunEnd'; run: number; reason: EndReason; exitCode: number | null; message: string };

const REASONS: readonly unknown[] = [
  'exited',
  'stopped',
  'timed-out',
  'output-limit',
  'out-of-memory',
  'crashed',
] satisfies EndReason[];

type Fields = Record<string, unknown>;
const isString = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isExitCode = (value: unknown): boolean => value === null || Number.isInteger(value);

function isChunk(value: unknown): value is OutputChunk {
  const chunk = value as Fields | null;
  return (
    typeof chunk === 'object' &&
    chunk !== null &&
    (chunk['stream'] === 'stdout' || chunk['stream'] === 'stderr') &&
    isString(chunk['text'])
  );
}

const isChunks = (value: unknown): boolean => Array.isArray(value) && value.every(isChunk);

function isCheck(value: unknown): value is CheckResult {
  const check = value as Fields | null;
  return (
    typeof check === 'object' &&
    check !== null &&
    isString(check['name']) &&
    isString(check['message']) &&
    (check['status'] === 'passed' || check['status'] === 'failed' || check['status'] === 'errored')
  );
}

const isEnd = (fields: Fields): boolean =>
  REASONS.includes(fields['reason']) && isExitCode(fields['exitCode']) && isString(fields['message']);

// The events themselves are checked against their kind by run-trace.ts.
const isTrace = (fields: Fields): boolean =>
  Array.isArray(fields['events']) &&
  isCount(fields['dropped']) &&
  (fields['turns'] === null || isCount(fields['turns']));

const workerShapes: Record<string, (fields: Fields) => boolean> = {
  Ready: () => true,
  Output: (fields) => isChunks(fields['chunks']),
  Check: (fields) => isCheck(fields['check']),
  Trace: isTrace,
  Again: () => true,
  End: isEnd,
};

const frameShapes: Record<string, (fields: Fields) => boolean> = {
  FrameReady: () => true,
  Pong: () => true,
  WorkerReady: () => true,
  WorkerFailed: (fields) => isString(fields['message']),
  RunOutput: (fields) => Number.isInteger(fields['run']) && isChunks(fields['chunks']),
  RunCheck: (fields) => Number.isInteger(fields['run']) && isCheck(fields['check']),
  RunTrace: (fields) => Number.isInteger(fields['run']) && isTrace(fields),
  RunAgain: (fields) => Number.isInteger(fields['run']),
  RunEnd: (fields) => Number.isInteger(fields['run']) && isEnd(fields),
};

function parse(shapes: Record<string, (fields: Fields) => boolean>, data: unknown): Fields | null {
  if (typeof data !== 'object' || data === null) return null;
  const fields = data as Fields;
  const type = fields['type'];
  if (!isString(type) || !Object.hasOwn(shapes, type)) return null;
  return shapes[type]!(fields) ? fields : null;
}

/** A worker's message, or null if it is malformed or does not carry `nonce`. */
export function parseWorkerMessage(data: unknown, nonce: string | null): WorkerMessage | null {
  const fields = parse(workerShapes, data);
  if (fields === null || (fields['type'] !== 'Ready' && fields['nonce'] !== nonce)) return null;
  return fields as unknown as WorkerMessage;
}

/** A frame's message, or null if it is malformed. */
export function parseFrameMessage(data: unknown): FrameMessage | null {
  return parse(frameShapes, data) as FrameMessage | null;
}
