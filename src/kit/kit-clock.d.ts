/** The part of the kit’s types about its clock. */

export interface Clock {
  now(): number;
  sleep(ms: number): Promise<void>;
  after(ms: number, run: () => void): () => void;
  /** Lets virtual time pass. */
  advance(ms: number): Promise<void>;
}

export function createClock(): Clock;
