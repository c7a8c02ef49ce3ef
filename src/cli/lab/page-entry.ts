/** Runs inside the page that page-engine.ts opens: carries out checks on a runtime of the browser. */
import { createEmbeddedRuntime } from '#runtime/embedded/embedded-runtime.ts';
import type { CheckJob, Limits, Runtime } from '#runtime/runtime.ts';
import { createWebContainerRuntime } from '#runtime/webcontainer/webcontainer-runtime.ts';
import type { PageEngineId } from './page-engine.ts';

/** What page-engine.ts calls in the page. */
export interface LabPage {
  /** Starts the runtime. Rejects with what is wrong and what to do. */
  prepare(engine: PageEngineId, frameScript: string): Promise<void>;
  check(job: CheckJob, limits?: Limits): Promise<{ events: unknown[] }>;
}

let runtime: Runtime;

const page: LabPage = {
  async prepare(engine, frameScript) {
    const assets = { coreUrl: '/core.js', checksUrl: '/checks.js', frameScript };
    runtime = engine === 'embedded' ? createEmbeddedRuntime({ assets }) : createWebContainerRuntime();
    await runtime.prepare();
  },
  async check(job, limits) {
    const events: unknown[] = [];
    for await (const event of runtime.check(job, limits ? { limits } : {})) events.push(event);
    return { events };
  },
};

Object.assign(globalThis, { labPage: page });
