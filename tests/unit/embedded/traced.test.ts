/** Programs print the same whether they are traced or not, and each trace holds together. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LOOP_TRACE } from '#trace/loop-events.ts';
import { traceOf } from '#trace/trace-kinds.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedHost, startEmbeddedHost } from '../../support/embedded-host.ts';
import { checkLoopTrace } from '../../support/loop-invariants.ts';
import { multiFilePrograms } from './programs.ts';

const folder = fileURLToPath(new URL('corpus/', import.meta.url));
const corpus = readdirSync(folder).map((name) => ({
  name,
  files: { [name]: readFileSync(folder + name, 'utf8') },
  entry: name,
  host: name.endsWith('.cjs') ? ('node-cjs' as const) : ('node-esm' as const),
}));

const CANNOT_BE_SHOWN: Readonly<Record<string, string[]>> = {
  'deep-recursion.cjs': [
    'The calls are nested too deep to be shown from here on. The output is complete all the same.',
  ],
};

describe('a traced program prints what it prints without a trace', () => {
  let embedded: EmbeddedHost;
  let exact = 0;
  let microtasks = 0;

  beforeAll(async () => {
    embedded = await startEmbeddedHost();
  });
  afterAll(async () => {
    console.info(`of ${microtasks} microtasks, ${exact} were seen to be queued`);
    await embedded?.close();
  });

  test.each([...corpus, ...multiFilePrograms])('$name', async ({ name, files, entry, host }) => {
    const plain = await embedded.run({ files, entry, host });
    const traced = await embedded.run({ files, entry, host, trace: 'event-loop' });
    if (plain.stdout !== traced.stdout) console.info(traced.stderr);
    expect({ stdout: traced.stdout, ended: traced.ended }).toEqual({
      stdout: plain.stdout,
      ended: plain.ended,
    });
    const trace = traceOf(LOOP_TRACE, traced.trace!);
    expect(trace.about).toEqual({ host, entry, engine: 'embedded' });
    const isWhole = trace.dropped.count === 0 && traced.ended.reason === 'exited';
    const checked = checkLoopTrace(trace.events, isWhole);
    const gaveUp = trace.events.flatMap((event) => (event.type === 'TracingEnded' ? [event.reason] : []));
    expect(gaveUp).toEqual(CANNOT_BE_SHOWN[name] ?? []);
    expect(isWhole ? checked.stdout : traced.stdout).toBe(traced.stdout);
    exact += checked.exact;
    microtasks += checked.microtasks;
  });
});
