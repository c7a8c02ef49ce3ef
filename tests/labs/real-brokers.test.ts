import { describe, expect, test } from 'vitest';
import { kitFor } from '#cli/lab/broker.ts';
import { createNodeEngine } from '#cli/lab/engines.ts';
import { loadLab } from '#lab/catalogue.ts';
import type { Exercise } from '#lab/model.ts';
import { isListening, PORTS } from '../support/servers.ts';

/** These labs are written for createBroker(): their programs do the same on whatever broker that opens. */
const labs = await Promise.all(['broker', 'outbox', 'retry-dlq'].map((id) => loadLab(id)));
const exercises = labs.flatMap((lab) => lab.exercises);
const BROKERS = { rabbitmq: 'amqp:', redis: 'redis:', nats: 'nats:', mqtt: 'mqtt:' } as const;

/** What the solution prints, as a set of lines: which of several services is faster, is not determined. */
async function linesOf({ solution, kit, host, entry }: Exercise, url: string): Promise<string[]> {
  const engine = createNodeEngine();
  let output = '';
  try {
    const { exitCode } = await engine.run(
      { files: { ...solution, ...(await kitFor(kit, { url })) }, host, entry },
      {
        onOutput: ({ text }) => (output += text),
        signal: new AbortController().signal,
        // Its waits are real ones, on a machine that does other things as well.
        limits: { timeMs: 50_000 },
      },
    );
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  } finally {
    await engine.close();
  }
  return output.trimEnd().split('\n').toSorted();
}

describe.each(Object.entries(BROKERS) as [keyof typeof BROKERS, string][])('on %s', (server, protocol) => {
  for (const exercise of exercises) {
    test(`the solution of ${exercise.lab}/${exercise.id} prints what it prints on the simulated broker`, async ({
      skip,
    }) => {
      if (!(await isListening(server))) skip(`${server} is not listening on port ${PORTS[server]}`);
      const url = `${protocol}//127.0.0.1:${PORTS[server]}`;
      expect(await linesOf(exercise, url)).toEqual(await linesOf(exercise, 'sim:'));
    });
  }
});
