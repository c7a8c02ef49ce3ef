/** The smallest engine there can be, for the tests of the suite itself. */
import type { Engine } from '#sim/engine.ts';

export interface Counter extends Engine {
  add(amount: number): Promise<number>;
}

export function createCounter(version: string): Counter {
  let total = 0;
  return {
    version,
    capabilities: { restart: 'a counter is never down' },
    add: async (amount) => (total += amount),
    advance: async () => {},
    close: async () => {},
  };
}

export async function openCounter({ like = '1.0' }: { like?: string | undefined }): Promise<Counter> {
  return createCounter(like);
}
