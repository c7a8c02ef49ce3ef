/**
 * The page's built-in runtime. A module of its own, so that the runtime starts while the rest of the workbench is
 * still being loaded.
 */
import * as embeddedAssets from 'virtual:embedded-runtime';
import { createEmbeddedRuntime } from '#runtime/embedded/embedded-runtime.ts';
import type { Runtime } from '#runtime/runtime.ts';

let embedded: Runtime | null = null;

export function builtIn(): Runtime {
  return (embedded ??= createEmbeddedRuntime({ assets: embeddedAssets }));
}

/** The next call of `builtIn` makes a new one. */
export function forgetBuiltIn(): void {
  embedded = null;
}

/** Starts the built-in runtime, so that it is ready by the time of the first run. */
export function warmUp(): void {
  // A failure shows when something is run.
  builtIn()
    .prepare()
    .catch(() => undefined);
}
