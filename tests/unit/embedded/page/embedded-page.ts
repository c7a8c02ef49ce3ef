/** What the tests call inside the page that has the embedded runtime. */
import type { EmbeddedAssets } from '#runtime/embedded/assets.ts';
import { createEmbeddedRuntime } from '#runtime/embedded/embedded-runtime.ts';
import type { CheckJob, Program, Run, RunOptions } from '#runtime/runtime.ts';
import { observe } from '../../../contract/observe.ts';

const { embeddedAssets } = globalThis as unknown as { embeddedAssets: EmbeddedAssets };
const runtime = createEmbeddedRuntime({ assets: embeddedAssets });

async function timed(run: Run, startedAt: number) {
  let firstEvent = 0;
  const observed = await observe(run, () => {
    firstEvent ||= performance.now() - startedAt;
  });
  const { trace, ...rest } = observed;
  // As text it crosses to the test much faster than as a value.
  const traceText = trace && JSON.stringify(trace);
  return { ...rest, traceText, timing: { firstEvent, end: performance.now() - startedAt } };
}

const page = {
  runtime,
  prepare: () => runtime.prepare(),
  run: (program: Program, options: RunOptions) => timed(runtime.run(program, options), performance.now()),
  check: (job: CheckJob, options: RunOptions) => timed(runtime.check(job, options), performance.now()),
};

export type EmbeddedPage = typeof page;

Object.assign(globalThis, { embeddedPage: page });
