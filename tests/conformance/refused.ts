import { strict as assert } from 'node:assert';

/** Fails unless the broker refuses, in words that begin with `text`. */
export async function refused(answer: Promise<unknown>, text: string): Promise<void> {
  const said = await answer.then(
    (value) => `answered ${JSON.stringify(value)}`,
    (error: unknown) => (error as Error).message,
  );
  assert.equal(said.slice(0, text.length), text);
}
