/** How the simulated network behaves: what a lab sets to make it slow or to cut it. */
export interface NetworkConditions {
  /** Time that anything takes from one end of a connection to the other. Virtual milliseconds. */
  latencyMs: number;
  /** Up to so much more for each delivery, drawn from the seed. Virtual milliseconds. */
  jitterMs: number;
  /** Same seed, same jitter and same refusals. A whole number. */
  seed: number;
  /** Bytes that one end may send before the other reads them; beyond, `write` no longer ends at once. */
  bufferBytes: number;
  /** Share of the attempts to connect that are refused, from 0 to 1. */
  refused: number;
  /** Connections that break. Both ends get ECONNRESET, as when a router between them restarts. */
  cuts: readonly Cut[];
}

export interface Cut {
  /** Which connection, counted from 1 in the order in which they were made. */
  connection: number;
  /** Bytes that the server's end may send before the connection breaks. */
  afterBytes: number;
}

/** A network that is always there and takes no time of its own; the buffer is about Linux's. */
const DEFAULT_CONDITIONS: NetworkConditions = {
  latencyMs: 0,
  jitterMs: 0,
  seed: 1,
  bufferBytes: 2_621_440,
  refused: 0,
  cuts: [],
};

function requireRange(name: string, value: number, min: number, max: number): void {
  if (typeof value === 'number' && value >= min && value <= max) return;
  throw new RangeError(
    `The network's ${name} must be a number from ${min} to ${max}, but is ${String(value)}.`,
  );
}

/** Fills what is missing with the defaults. Throws a RangeError that names a value which cannot be. */
export function completeConditions(given: Partial<NetworkConditions> = {}): NetworkConditions {
  const conditions = { ...DEFAULT_CONDITIONS, ...given };
  requireRange('latencyMs', conditions.latencyMs, 0, 3_600_000);
  requireRange('jitterMs', conditions.jitterMs, 0, 3_600_000);
  requireRange('seed', conditions.seed, -(2 ** 31), 2 ** 32 - 1);
  requireRange('bufferBytes', conditions.bufferBytes, 0, 2 ** 40);
  requireRange('refused', conditions.refused, 0, 1);
  for (const { connection, afterBytes } of conditions.cuts) {
    requireRange('cuts[].connection', connection, 1, 1e9);
    requireRange('cuts[].afterBytes', afterBytes, 0, 2 ** 53 - 1);
  }
  return conditions;
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function createDraw(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
