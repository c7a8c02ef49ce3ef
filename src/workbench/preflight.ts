/** What a computer can do of what the labs need, found out by trying it. */
import { createIsolation } from '#runtime/isolation.ts';
import type { Program, Runtime } from '#runtime/runtime.ts';
import { hostAnswers } from '#runtime/webcontainer/client.ts';
import { obstacle, readEnvironment } from '#runtime/webcontainer/environment.ts';
import { failureError } from '#runtime/webcontainer/failures.ts';
import { builtIn } from './built-in.ts';

/** `good`: as it should be. `less`: the workshop works, with less. `bad`: it does not work so. */
export interface Finding {
  verdict: 'good' | 'less' | 'bad';
  sentence: string;
}

const PROGRAM: Program = {
  files: {
    'try.mjs':
      "setTimeout(() => console.log('C'), 0); queueMicrotask(() => console.log('B')); console.log('A');",
  },
  entry: 'try.mjs',
  host: 'node-esm',
};
const PRINTED = 'A\nB\nC\n';

/** Runs a small program in the built-in runtime, as every lab does. */
export async function tryBuiltIn(): Promise<Finding> {
  const printed = await printedBy(builtIn());
  if (printed === PRINTED) return { verdict: 'good', sentence: 'The built-in runtime runs programs here.' };
  return {
    verdict: 'bad',
    sentence: `The built-in runtime does not run programs here (${printed.trim() || 'nothing was printed'}). Try a current browser without extensions.`,
  };
}

/** What the page knows of WebContainer before it asks its host for anything. */
export async function lookAtIsolation(): Promise<Finding> {
  const isolation = createIsolation({ base: import.meta.env.BASE_URL.replace(/\/?$/, '/') });
  const state = await isolation.prepare();
  if (state === 'reload-isolates') {
    return {
      verdict: 'less',
      sentence: 'Reload this page once: then it is isolated, as WebContainer needs it.',
    };
  }
  const code = obstacle(readEnvironment());
  if (code === null) return { verdict: 'good', sentence: 'The page is isolated, as WebContainer needs it.' };
  return {
    verdict: 'less',
    sentence: `${failureError(code).message} The built-in runtime needs none of it.`,
  };
}

/** Whether WebContainer's host can be reached at all: a request to a third party, so only when it is asked for. */
export async function tryHost(): Promise<Finding> {
  return (await hostAnswers())
    ? { verdict: 'good', sentence: 'The host of WebContainer answers.' }
    : {
        verdict: 'less',
        sentence:
          'The host of WebContainer does not answer: a firewall, a filter or an extension may block it. The addresses below must be let through.',
      };
}

/** Starts WebContainer and runs the same program in it; ends it again. */
export async function tryContainer(tell: (sentence: string) => void): Promise<Finding> {
  const { createContainer } = await import('./choose-engine.ts');
  const runtime = createContainer();
  runtime.onStatus((status) => {
    if (status.state === 'starting' || status.state === 'slow') tell(`${status.what} …`);
  });
  try {
    const before = performance.now();
    await runtime.prepare();
    const seconds = ((performance.now() - before) / 1000).toFixed(1);
    const printed = await printedBy(runtime);
    if (printed === PRINTED)
      return { verdict: 'good', sentence: `WebContainer started in ${seconds} s and runs programs here.` };
    return {
      verdict: 'less',
      sentence: `WebContainer started and printed something else (${printed.trim()}).`,
    };
  } catch (error) {
    return { verdict: 'less', sentence: error instanceof Error ? error.message : String(error) };
  } finally {
    await runtime.dispose();
  }
}

async function printedBy(runtime: Runtime): Promise<string> {
  let printed = '';
  try {
    const run = runtime.run(PROGRAM, { limits: { timeMs: 10_000 } });
    for await (const event of run) {
      if (event.type === 'OutputWritten') printed += event.text;
      else if (event.type === 'RunRestarted') printed = '';
    }
    const { reason, message } = await run.ended;
    return reason === 'exited' ? printed.replaceAll('\r', '') : message;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
