/** The sandboxed frame that holds the workers: an opaque origin without network, storage or a way to the page. */
import { lostToMemoryMessage } from '../run-messages.ts';
import { startHeartbeat, type Heartbeat } from '../heartbeat.ts';
import type { PartName } from './parts.ts';
import { parseFrameMessage, type FrameMessage, type PageMessage, type Task } from './protocol.ts';

/** What happens in a run, in order; `ended` or `again` is the last. */
export interface RunHandlers {
  output(stream: 'stdout' | 'stderr', text: string): void;
  check(check: Extract<FrameMessage, { type: 'RunCheck' }>['check']): void;
  trace(events: readonly unknown[], dropped: number, turns: number | null): void;
  ended(end: Extract<FrameMessage, { type: 'RunEnd' }>): void;
  /** It does not count, and wants another `PromiseKnowledge`. */
  again(): void;
}

export interface Sandbox {
  /** Resolves when the first worker is ready for a program; rejects with an Error if it cannot be started. */
  readonly ready: Promise<void>;
  /** The worker's script; until then no worker gets ready. */
  provideCore(text: string): void;
  /** A part's script; given before the first run that names it. */
  providePart(name: PartName, text: string): void;
  /** Starts a run; one at a time. Returns the way to end it. */
  start(task: Task, handlers: RunHandlers): { stop(): void };
  /** Removes the frame and with it every worker. */
  close(): void;
}

const POLICY =
  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' data:; worker-src data:; connect-src 'none'";

/** The frame's document. Its own policy, so that the page's need not allow evaluated code. */
export function frameDocument(frameScript: string): string {
  const script = frameScript.replaceAll('</script', '<\\/script');
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><script>${script}</script>`;
}

function createFrame(frameScript: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  frame.title = 'Runs programs';
  // Not `display: none`: browsers slow frames down that are not rendered.
  frame.style.cssText =
    'position:fixed;width:1px;height:1px;left:-10px;top:-10px;border:0;opacity:0;pointer-events:none';
  frame.srcdoc = frameDocument(frameScript);
  return frame;
}

/** `lost` is called after the browser has ended the frame's process; a run under way has been told. */
export function createSandbox(frameScript: string, lost: () => void): Sandbox {
  const frame = createFrame(frameScript);
  const { port1, port2 } = new MessageChannel();
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  // Whoever waits for it sees why it failed; it may also fail while nobody does.
  ready.catch(() => undefined);
  let runs = 0;
  let active: { run: number; handlers: RunHandlers } | undefined;
  let heartbeat: Heartbeat | undefined;
  const post = (message: PageMessage): void => port1.postMessage(message);

  function receive(message: FrameMessage): void {
    if (message.type === 'WorkerReady') resolve();
    if (message.type === 'WorkerFailed') fail(message.message);
    if (!('run' in message) || message.run !== active?.run) return;
    const { handlers } = active;
    if (message.type === 'RunOutput')
      for (const { stream, text } of message.chunks) handlers.output(stream, text);
    if (message.type === 'RunCheck') handlers.check(message.check);
    if (message.type === 'RunTrace') handlers.trace(message.events, message.dropped, message.turns);
    if (message.type === 'RunAgain') release()?.again();
    if (message.type === 'RunEnd') settle(message);
  }

  function release(): RunHandlers | undefined {
    const handlers = active?.handlers;
    active = undefined;
    heartbeat?.stop();
    return handlers;
  }

  function settle(end: Parameters<RunHandlers['ended']>[0]): void {
    release()?.ended(end);
  }

  function fail(reason: string): void {
    reject(new Error(reason));
    const message = `The built-in runtime could not start a worker: ${reason}`;
    settle({ type: 'RunEnd', run: runs, reason: 'crashed', exitCode: null, message });
  }

  function lose(): void {
    settle({
      type: 'RunEnd',
      run: runs,
      reason: 'out-of-memory',
      exitCode: null,
      message: lostToMemoryMessage,
    });
    lost();
  }

  port1.onmessage = ({ data }) => {
    heartbeat?.heard();
    const message = parseFrameMessage(data);
    if (message) receive(message);
  };
  // Not every browser has this event; where there is one, it comes at once.
  port1.addEventListener('close', lose);
  frame.addEventListener(
    'load',
    () => {
      // The frame's origin is opaque, which no target origin but `*` matches; the port is worth nothing to anyone else.
      frame.contentWindow?.postMessage('connect-embedded-runtime', '*', [port2]);
    },
    { once: true },
  );
  document.body.append(frame);

  return {
    ready,
    provideCore: (text) => post({ type: 'ProvideCore', text }),
    providePart: (name, text) => post({ type: 'ProvidePart', name, text }),
    start(task, handlers) {
      const run = ++runs;
      active = { run, handlers };
      heartbeat = startHeartbeat(() => post({ type: 'Ping' }), lose);
      post({ type: 'StartRun', run, task });
      return { stop: () => post({ type: 'StopRun', run }) };
    },
    close() {
      port1.onmessage = null;
      port1.close();
      frame.remove();
      fail('it was closed');
    },
  };
}
