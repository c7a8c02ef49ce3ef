/** Starts a fresh worker for every run, keeps the next one warm, ends runs by force, and passes events to the page. */
import { parseWorkerMessage, type FrameMessage, type PageMessage } from '../protocol.ts';
import type { StartMessage, WorkerMessage } from '../protocol.ts';
import type { PartName } from '../parts.ts';
import { createOutputBatch } from './output-batch.ts';
import { spawnWorker, type SpawnedWorker } from './worker-handle.ts';

interface ActiveRun {
  run: number;
  nonce: string;
  worker: SpawnedWorker;
}

export function superviseWorkers(port: MessagePort): void {
  const post = (message: FrameMessage): void => port.postMessage(message);
  const batch = createOutputBatch((run, chunks) => post({ type: 'RunOutput', run, chunks }));
  const core = Promise.withResolvers<string>();
  const parts = new Map<PartName, string>();
  let spare: SpawnedWorker | null = null;
  let active: ActiveRun | null = null;

  function keepSpare(): SpawnedWorker {
    return (spare ??= spawnWorker(core.promise, receive, fail));
  }

  function receive(from: SpawnedWorker, data: unknown): void {
    const nonce = active?.worker === from ? active.nonce : null;
    const message = parseWorkerMessage(data, nonce);
    if (message?.type === 'Ready' && from === spare) post({ type: 'WorkerReady' });
    if (message && active?.worker === from) deliver(active, message);
  }

  function deliver({ run }: ActiveRun, message: WorkerMessage): void {
    if (message.type === 'Output') batch.add(run, message.chunks);
    if (message.type === 'Check') {
      batch.flush();
      post({ type: 'RunCheck', run, check: message.check });
    }
    if (message.type === 'Trace') {
      const { events, dropped, turns } = message;
      post({ type: 'RunTrace', run, events, dropped, turns });
    }
    if (message.type === 'Again') close({ type: 'RunAgain', run });
    if (message.type === 'End') end(message.reason, message.exitCode, message.message);
  }

  function fail(from: SpawnedWorker, text: string): void {
    if (active?.worker === from) {
      const memory = /memory/i.test(text);
      end(memory ? 'out-of-memory' : 'crashed', null, `The program's worker failed: ${text}`);
    } else if (from === spare) {
      spare = null;
      post({ type: 'WorkerFailed', message: text });
    }
  }

  function end(
    reason: Extract<FrameMessage, { type: 'RunEnd' }>['reason'],
    exitCode: number | null,
    text: string,
  ) {
    if (active) close({ type: 'RunEnd', run: active.run, reason, exitCode, message: text });
  }

  function close(last: FrameMessage): void {
    active?.worker.terminate();
    active = null;
    batch.flush();
    post(last);
    keepSpare();
  }

  function start(message: Extract<PageMessage, { type: 'StartRun' }>): void {
    const worker = keepSpare();
    spare = null;
    const nonce = crypto.getRandomValues(new Uint32Array(4)).join('-');
    active = { run: message.run, nonce, worker };
    const task: StartMessage = {
      type: 'Start',
      nonce,
      task: message.task,
      parts: message.task.parts.map((name) => parts.get(name)!),
    };
    worker.post(task);
  }

  port.onmessage = ({ data }: MessageEvent<PageMessage>) => {
    if (data.type === 'ProvideCore') core.resolve(data.text);
    if (data.type === 'ProvidePart') parts.set(data.name, data.text);
    if (data.type === 'StartRun') start(data);
    if (data.type === 'Ping') post({ type: 'Pong' });
    if (data.type === 'StopRun' && active?.run === data.run) end('stopped', null, '');
  };
  post({ type: 'FrameReady' });
  keepSpare();
}
