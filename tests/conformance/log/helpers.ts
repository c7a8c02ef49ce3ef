import { strict as assert } from 'node:assert';
import type { LogEngine } from '#sim/log/engine.ts';
import type { LogError, LogErrorKind } from '#sim/log/errors.ts';

/** The promise fails with this kind of error. */
export async function failsWith(kind: LogErrorKind, what: Promise<unknown>): Promise<void> {
  await assert.rejects(what, (error) => {
    assert.ok(error instanceof Error && error.name === 'LogError', String(error));
    assert.equal((error as LogError).kind, kind);
    return true;
  });
}

export async function sendAll(engine: LogEngine, topic: string, values: readonly string[], key?: string) {
  const producer = await engine.producer();
  for (const value of values) await producer.send(topic, { key, value });
}

/** All values that are left in a topic, read without a group. */
export async function valuesOf(engine: LogEngine, topic: string): Promise<(string | null)[]> {
  const reader = await engine.consumer({ id: `reader-of-${topic}`, topics: [topic], reset: 'earliest' });
  return (await reader.poll(10_000)).map(({ value }) => value);
}
