/** Takes the parts of the runtime that a program needs into the process, before the program starts. */
import type { Host } from '#lab/model.ts';
import type { PageWatch } from './browser/invoke.ts';
import type { createBrowserHost } from './browser/main.ts';
import { engine } from './engine.ts';
import type { EngineFaults } from './engine-faults.ts';
import type { KnownObjects } from './bindings/value-types.ts';
import type { Clock } from './clock.ts';
import type { Instrument } from './loader/esm-transform.ts';
import type { LoopObserver, LoopState } from './loop-state.ts';
import type { NetworkConditions } from './network/conditions.ts';
import type { NodeLib } from './node-lib.ts';
import type { Output } from './output.ts';
import type { PromiseState } from './promise-state.ts';
import type { TraceFeed } from './trace-feed.ts';
import type { Binding, Untyped } from './untyped.ts';

type Natives = Record<string, (...parts: unknown[]) => void>;

/** What a part's own code gets to do its work. */
export interface PartHost {
  lib: NodeLib;
  state: LoopState;
  /** Node's command-line options. */
  options: Record<string, unknown>;
  /** Module id → what stands in for it. */
  replacements: Record<string, () => Untyped>;
  bindings: Record<string, Binding>;
  /** How the simulated network behaves. */
  network: Partial<NetworkConditions> | undefined;
  /** The sentence for a module that is not there. */
  missing(id: string): string;
}

/** What a part's script brings. */
export interface RuntimePart {
  /** Library modules, by id. */
  natives: Natives;
  install?(host: PartHost): void;
  /** Makes the worker's scope a page's. Of the part `browser` only. */
  createBrowserHost?: typeof createBrowserHost;
  /** check-reporter.js as a function; returns its default export. Of the part `test` only. */
  createReporter?(require: (id: string) => Untyped, process: object): Untyped;
  /** Of the part `trace` only. */
  createLoopTracer?(host: LoopTracerHost): LoopTracer;
}

/** What the tracer of the event loop gets of the process that it watches. */
export interface LoopTracerHost {
  lib: NodeLib;
  process: Untyped;
  clock: Clock;
  known: KnownObjects;
  feed: TraceFeed;
  /** The program's folder, and its main file. */
  folder: string;
  entry: string;
  host: Host;
  faults: EngineFaults;
  /** Node's internal/async_context_frame, if the program uses it. */
  frames: Untyped;
}

export interface LoopTracer {
  /** For the loader: marks files, and what the marks call. */
  instrument: Instrument;
  observer: LoopObserver;
  /** For the browser's loop: what watches it, and what replaces the page's own functions once they are there. */
  page: PageWatch;
  watchPage(): void;
  /** The state of a promise of the program; undefined if it is not known. */
  promiseState(promise: object): PromiseState | undefined;
  /** An output that the trace has too. */
  watch(output: Output): Output;
  exited(code: number): void;
  /** Sends what is held back. */
  flush(): void;
}

/** Evaluates a part's script, which calls `providePart` once. */
function evaluatePart(script: string): RuntimePart {
  let part: RuntimePart | undefined;
  const run = engine.evaluate(`(providePart)=>{${script}\n}\n//# sourceURL=embedded-part.js`);
  (run as (provide: (given: RuntimePart) => void) => void)((given) => (part = given));
  return part!;
}

/** Adds each part's modules to `natives` and installs it. */
export function takeParts(scripts: readonly string[], natives: Natives, host: PartHost): RuntimePart[] {
  return scripts.map((script) => {
    const part = evaluatePart(script);
    Object.assign(natives, part.natives);
    part.install?.(host);
    return part;
  });
}
