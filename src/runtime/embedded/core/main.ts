/** The worker's entry: connects to the frame, makes a process, runs the one program that it is sent. */
import { createOutput } from './output.ts';
import { createProgram, type Program } from './program.ts';
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

/** A run that waits for this worker arrives sooner, and is not held up. */
const WARM_UP_AFTER_MS = 30;

function runTask(program: Program, message: StartMessage, post: (message: WorkerMessage) => void): void {
  const { nonce, task } = message;
  const output = createOutput(
    (chunks) => post({ type: 'Output', nonce, chunks }),
    task.outputChars,
    () => {
      end('output-limit', null, outputLimitMessage(task.outputChars));
    },
  );
  let checks: CheckSession | undefined;

  function end(
    reason: Extract<WorkerMessage, { type: 'End' }>['reason'],
    exitCode: number | null,
    text: string,
  ): void {
    program.end();
    output.flush();
    checks?.close();
    post({ type: 'End', nonce, reason, exitCode, message: text });
  }

  const files: Task['files'] =
    task.checks === null ? task.files : { ...task.files, [task.entry]: task.checks };
  program.start({
    files,
    entry: task.entry,
    host: task.host,
    output,
    onExit: (code) => end('exited', code, ''),
    onCrash: (error) => end('crashed', null, `The built-in runtime failed: ${String(error)}`),
    timeMs: task.timeMs,
    onOutOfTime() {
      output.flush();
      engine.setTimeout(() => end('timed-out', null, timedOutMessage(task.timeMs)), TIME_OUT_AFTER_MS);
    },
    prepare(lib) {
      if (message.checksScript === null) return;
      const report = (check: Extract<WorkerMessage, { type: 'Check' }>['check']): void =>
        post({ type: 'Check', nonce, check });
      checks = prepareChecks(message.checksScript, natives, lib, report);
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
