/** Fetches the scripts, keeps the sandboxed frame, and makes a new one when the old one is stuck. */
import { RuntimeError, type RuntimeFailure } from '../runtime.ts';
import type { StatusBoard } from '../status.ts';
import type { EmbeddedAssets } from './assets.ts';
import { PARTS, type PartName } from './parts.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';

export interface EmbeddedEngine {
  /** The frame, ready for a program that needs these parts. Rejects with a `RuntimeError`; calling it again after that tries anew. */
  start(parts?: readonly PartName[]): Promise<Sandbox>;
  /** Throws the frame away; the next start makes a new one. */
  recycle(): void;
}

export function createEngine(
  assets: EmbeddedAssets,
  board: StatusBoard,
  closing: AbortSignal,
): EmbeddedEngine {
  let starting: Promise<Sandbox> | undefined;
  let sandbox: Sandbox | undefined;
  const provided = new WeakMap<Sandbox, Set<PartName>>();
  const core = createFetcher(assets.coreUrl);
  const fetchers = new Map(PARTS.map((name) => [name, createFetcher(assets.partUrls[name])]));

  function report(step: number, what: string): void {
    if (board.status.state !== 'ready') board.set({ state: 'starting', step, of: 2, what });
  }

  async function boot(): Promise<Sandbox> {
    report(1, 'Fetching the runtime');
    const fetched = core();
    // A frame of another origin may need a process of its own: it starts during the fetch.
    const made = createSandbox(assets.frameScript, recycle);
    sandbox = made;
    const text = await fetched;
    closing.throwIfAborted();
    report(2, 'Starting the runtime');
    made.provideCore(text);
    await made.ready;
    if (board.status.state !== 'ready') board.set({ state: 'ready' });
    return made;
  }

  function recycle(): void {
    sandbox?.close();
    sandbox = undefined;
    starting = undefined;
  }

  function startFrame(): Promise<Sandbox> {
    starting ??= boot().catch((error: unknown) => {
      recycle();
      const failure = failureOf(error);
      board.set({ state: 'failed', failure });
      throw new RuntimeError(failure, { cause: error });
    });
    return starting;
  }

  return {
    recycle,
    async start(parts = []) {
      const [running, ...texts] = await Promise.all([
        startFrame(),
        ...parts.map((name) => fetchers.get(name)!()),
      ]);
      const has = provided.get(running) ?? new Set();
      provided.set(running, has);
      for (const [at, name] of parts.entries()) {
        if (!has.has(name)) running.providePart(name, texts[at]!);
        has.add(name);
      }
      return running;
    },
  };
}

/** Fetches once; after a failure the next call tries again. */
function createFetcher(url: string): () => Promise<string> {
  let text: Promise<string> | undefined;
  async function get(): Promise<string> {
    const response = await fetch(url);
    if (!response.ok)
      throw new Error(`${url} could not be fetched: ${response.status} ${response.statusText}`);
    return response.text();
  }
  return () =>
    (text ??= get().catch((error: unknown) => {
      text = undefined;
      throw error;
    }));
}

function failureOf(error: unknown): RuntimeFailure {
  if (navigator.onLine === false)
    return {
      code: 'offline',
      message: 'The runtime could not be fetched because there is no network. Try again when you are online.',
      canRetry: true,
    };
  const detail = error instanceof Error ? error.message : String(error);
  return {
    code: 'crashed',
    message: `The built-in runtime could not be started (${detail}). Run again, or reload the page.`,
    canRetry: true,
  };
}
