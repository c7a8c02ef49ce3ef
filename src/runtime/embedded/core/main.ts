/** The worker's entry: connects to the frame, makes a process, runs the one program that it is sent. */
import { setPace } from './clock.ts';
import { createOutput } from './output.ts';
import { createProgram, type Program } from './program.ts';
import { createTraceFeed, type TraceFeed } from './trace-feed.ts';
import type { StartMessage, Task, WorkerMessage } from '../protocol.ts';
import { outputLimitMessage, timedOutMessage } from '../../run-messages.ts';
import { engine } from './engine.ts';
import { prepareChecks, type CheckSession } from './check-session.ts';

declare const natives: Record<string, (...parts: unknown[]) => void>;
declare const NODE_VERSION: string;

/**
 * A program that is out of its virtual time, which passes faster than ours, is ended after so many real milliseconds:
 * someone who presses Stop meanwhile has stopped it.
 */
const TIME_OUT_AFTER_MS = 1000;

const LOOP_TRACE = 'event-loop';
/** Marks of the event loop come on and on; what a program records itself is little, and followed by who knows what. */
const EAGER_EVENTS = 1000;

/** A run that waits for this worker arrives sooner, and is not held up. */
const WARM_UP_AFTER_MS = 30;

/** Where the marks of a program go that is watched for its promises only. `onLost`: they can be followed no more. */
function unkept(onLost: () => void): TraceFeed {
  return {
    add(event) {
      if ((event as { type?: unknown }).type === 'TracingEnded') onLost();
    },
    flush() {},
  };
}

function runTask(program: Program, message: StartMessage, post: (message: WorkerMessage) => void): void {
  const { nonce, task } = message;
  const isLoop = task.trace === LOOP_TRACE;
  const output = createOutput(
    (chunks) => post({ type: 'Output', nonce, chunks }),
    task.outputChars,
    () => {
      end('output-limit', null, outputLimitMessage(task.outputChars));
    },
  );
  const feed = createTraceFeed(
    (events, dropped, turns) => post({ type: 'Trace', nonce, events, dropped, turns }),
    isLoop ? 0 : EAGER_EVENTS,
  );
  let checks: CheckSession | undefined;
  const parts = program.take(message.parts, task.network);
  const { createLoopTracer } = parts.find((part) => part.createLoopTracer) ?? {};

  function end(
    reason: Extract<WorkerMessage, { type: 'End' }>['reason'],
    exitCode: number | null,
    text: string,
  ): void {
    program.end();
    output.flush();
    checks?.close();
    feed.flush();
    post({ type: 'End', nonce, reason, exitCode, message: text });
  }

  /** Whoever reads the output is to see one run: it begins anew, with more knowledge or with less. */
  function again(): void {
    program.end();
    post({ type: 'Again', nonce });
  }

  const files: Task['files'] =
    task.checks === null ? task.files : { ...task.files, [task.entry]: task.checks };
  setPace(task.pace);
  program.start({
    files,
    entry: task.entry,
    host: task.host,
    createBrowserHost: parts.find((part) => part.createBrowserHost)?.createBrowserHost,
    ...(task.trace !== null && !isLoop && { trace: { kind: task.trace, feed } }),
    loop: { feed: isLoop ? feed : unkept(again), createLoopTracer },
    ...(task.promises === 'ask' && { onUnknownPromise: again }),
    output,
    onExit: (code) => end('exited', code, ''),
    onCrash: (error) => end('crashed', null, `The built-in runtime failed: ${String(error)}`),
    timeMs: task.timeMs,
    onOutOfTime() {
      output.flush();
      program.flush();
      feed.flush();
      engine.setTimeout(() => end('timed-out', null, timedOutMessage(task.timeMs)), TIME_OUT_AFTER_MS);
    },
    prepare(lib, allowTime) {
      const { createReporter } = parts.find((part) => part.createReporter) ?? {};
      if (task.checks === null || !createReporter) return;
      const report = (check: Extract<WorkerMessage, { type: 'Check' }>['check']): void => {
        post({ type: 'Check', nonce, check });
        allowTime();
      };
      checks = prepareChecks(createReporter, lib, report);
    },
  });
}

engine.listen('message', function connect(event) {
  const { data, ports } = event as MessageEvent;
  const port = ports[0];
  if (data !== 'connect-embedded-worker' || !port) return;
  engine.unlisten('message', connect);
  // Bound: a program that replaces methods of MessagePort.prototype reaches neither this port nor its messages.
  const post = port.postMessage.bind(port) as (message: WorkerMessage) => void;
  const program = createProgram({ natives, nodeVersion: NODE_VERSION });
  port.onmessage = ({ data: message }: MessageEvent<StartMessage>) => {
    port.onmessage = null;
    runTask(program, message, post);
  };
  post({ type: 'Ready' });
  engine.setTimeout(program.warmUp, WARM_UP_AFTER_MS);
});
