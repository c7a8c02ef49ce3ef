/** Programs print in the embedded runtime what they print in Node: standard output and exit code, byte for byte. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileMap, Host } from '#lab/model.ts';
import { createNodeRuntime } from '#runtime/node/node-runtime.ts';
import { type EmbeddedHost, startEmbeddedHost } from '../../support/embedded-host.ts';
import { observe } from '../../contract/observe.ts';
import { multiFilePrograms } from './programs.ts';

interface Case {
  name: string;
  files: FileMap;
  entry: string;
  host: Host;
}

const folder = fileURLToPath(new URL('corpus/', import.meta.url));
const corpus: Case[] = readdirSync(folder).map((name) => ({
  name,
  files: { [name]: readFileSync(folder + name, 'utf8') },
  entry: name,
  host: name.endsWith('.cjs') ? 'node-cjs' : 'node-esm',
}));

describe('the embedded runtime prints what Node prints', () => {
  const node = createNodeRuntime();
  let embedded: EmbeddedHost;
  const firstEvents: number[] = [];

  beforeAll(async () => {
    embedded = await startEmbeddedHost();
  });

  afterAll(async () => {
    const [cold, ...warm] = firstEvents.map(Math.round);
    const median = warm.sort((a, b) => a - b)[warm.length >> 1];
    console.info(
      `embedded runtime: first event of the first run after ${cold} ms, of later runs ${median} ms (median)`,
    );
    await embedded?.close();
    await node.dispose();
  });

  test.each([...corpus, ...multiFilePrograms])('$name', async ({ files, entry, host }) => {
    const [inNode, inPage] = await Promise.all([
      observe(node.run({ files, entry, host })),
      embedded.run({ files, entry, host }),
    ]);
    firstEvents.push(inPage.timing.firstEvent);
    const { stdout, ended } = inPage;
    // Standard error is not compared, but shown when something else differs.
    if (stdout !== inNode.stdout) console.info(inPage.stderr);
    expect({ stdout, ended }).toEqual({ stdout: inNode.stdout, ended: inNode.ended });
  });
});
