/** The sandboxed frame that holds the workers: an opaque origin without network, storage or a way to the page. */
import { parseFrameMessage, type FrameMessage, type PageMessage, type Task } from './protocol.ts';

/** What happens in a run, in order; `ended` is the last. */
export interface RunHandlers {
  output(stream: 'stdout' | 'stderr', text: string): void;
  check(check: Extract<FrameMessage, { type: 'RunCheck' }>['check']): void;
  ended(end: Extract<FrameMessage, { type: 'RunEnd' }>): void;
}

export interface Sandbox {
  /** Resolves when the first worker is ready for a program; rejects with an Error if it cannot be started. */
  readonly ready: Promise<void>;
  /** The worker's script; until then no worker gets ready. */
  provideCore(text: string): void;
  provideChecks(text: string): void;
  /** Starts a run; one at a time. Returns the way to end it. */
  start(task: Task, handlers: RunHandlers): { stop(): void };
  /** Removes the frame and with it every worker. */
  close(): void;
}

const POLICY =
  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob:; worker-src blob:; connect-src 'none'";

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

export function createSandbox(frameScript: string): Sandbox {
  const frame = createFrame(frameScript);
  const { port1, port2 } = new MessageChannel();
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  // Whoever waits for it sees why it failed; it may also fail while nobody does.
  ready.catch(() => undefined);
  let runs = 0;
  let active: { run: number; handlers: RunHandlers } | undefined;
  const post = (message: PageMessage): void => port1.postMessage(message);

  function receive(message: FrameMessage): void {
    if (message.type === 'WorkerReady') resolve();
    if (message.type === 'WorkerFailed') fail(message.message);
    if (!('run' in message) || message.run !== active?.run) return;
    const { handlers } = active;
    if (message.type === 'RunOutput')
      for (const { stream, text } of message.chunks) handlers.output(stream, text);
    if (message.type === 'RunCheck') handlers.check(message.check);
    if (message.type === 'RunEnd') {
      active = undefined;
      handlers.ended(message);
    }
  }

  function fail(reason: string): void {
    reject(new Error(reason));
    const lost = active;
    active = undefined;
    const message = `The built-in runtime could not start a worker: ${reason}`;
    lost?.handlers.ended({ type: 'RunEnd', run: lost.run, reason: 'crashed', exitCode: null, message });
  }

  port1.onmessage = ({ data }) => {
    const message = parseFrameMessage(data);
    if (message) receive(message);
  };
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
    provideChecks: (text) => post({ type: 'ProvideChecks', text }),
    start(task, handlers) {
      const run = ++runs;
      active = { run, handlers };
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
