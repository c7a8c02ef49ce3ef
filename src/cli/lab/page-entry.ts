/** Runs inside the page that page-engine.ts opens: runs and checks on a runtime of the browser. */
import type { EmbeddedAssets } from '#runtime/embedded/assets.ts';
import { createEmbeddedRuntime } from '#runtime/embedded/embedded-runtime.ts';
import type { CheckJob, Limits, Program, Run, RunEnded, RunEvent, Runtime } from '#runtime/runtime.ts';
import { createWebContainerRuntime } from '#runtime/webcontainer/webcontainer-runtime.ts';
import type { PageEngineId } from './page-engine.ts';

/** What page-engine.ts calls in the page. */
export interface LabPage {
  /** Starts the runtime. Rejects with what is wrong and what to do. */
  prepare(engine: PageEngineId, assets: EmbeddedAssets): Promise<void>;
  check(job: CheckJob, limits?: Limits): Promise<{ events: unknown[] }>;
  /** Runs a program; what it prints goes to `tellOutput` in order, all of it before the end. */
  run(program: Program): Promise<PageRun>;
  /** Stops the program that runs. */
  stop(): void;
}

export interface PageRun {
  ended: RunEnded;
  /** What was recorded, as JSON, which crosses to Node much faster than a value. */
  trace?: string;
}

/** What page-engine.ts gives the page. */
declare const tellOutput: (event: RunEvent) => Promise<void>;

let runtime: Runtime;
let current: Run | undefined;

const page: LabPage = {
  async prepare(engine, assets) {
    runtime = engine === 'embedded' ? createEmbeddedRuntime({ assets }) : createWebContainerRuntime();
    await runtime.prepare();
  },
  async check(job, limits) {
    const events: unknown[] = [];
    for await (const event of runtime.check(job, limits ? { limits } : {})) events.push(event);
    return { events };
  },
  async run(program) {
    current = runtime.run(program);
    const told: Promise<void>[] = [];
    // What has been printed stays printed: a program that begins anew prints the same, and more.
    const printed = { stdout: 0, stderr: 0 };
    let at = { stdout: 0, stderr: 0 };
    let trace: string | undefined;
    for await (const event of current) {
      if (event.type === 'RunRestarted') at = { stdout: 0, stderr: 0 };
      if (event.type === 'OutputWritten') {
        const { stream } = event;
        const text = event.text.slice(Math.max(0, printed[stream] - at[stream]));
        at[stream] += event.text.length;
        printed[stream] = Math.max(printed[stream], at[stream]);
        if (text !== '') told.push(tellOutput({ ...event, text }));
      }
      if (event.type === 'TraceRecorded') trace = JSON.stringify(event.trace);
    }
    await Promise.all(told);
    return { ended: await current.ended, ...(trace !== undefined && { trace }) };
  },
  stop() {
    current?.stop();
  },
};

Object.assign(globalThis, { labPage: page });
