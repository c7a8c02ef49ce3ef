import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Engine } from '#sim/engine.ts';

/** What `waiting` ends with, if it ends within a second; an engine that lets it wait fails at once. */
export async function soon<T>(engine: Engine, waiting: Promise<T>): Promise<T> {
  const late = engine.advance(1000).then(async () => {
    await nextTurn();
    throw new Error('it still waits after a second');
  });
  return Promise.race([waiting, late]);
}
