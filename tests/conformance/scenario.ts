/**
 * One suite, many engines: the same scenario runs on the simulator and on real brokers.
 *
 * To add a family: its engine interface stands beside its model (src/sim/<family>/engine.ts, extending Engine of
 * #sim/engine.ts) with the simulator behind it in one file that exports a function; its adapters in src/brokers. In
 * tests/conformance/<family>/ write scenarios, mutants and a family.ts that exports a Family, add it to families.ts, and
 * call describeFamily in a <family>.test.ts. Assert with node:assert/strict what a user would notice: bodies, flags,
 * counts, error codes; what an engine may choose freely (which consumer) as a set or a count.
 */
import type { Engine } from '#sim/engine.ts';

export const REAL_ENGINES = ['rabbitmq', 'redis', 'nats', 'mqtt', 'kafka'] as const;
export type RealEngineId = (typeof REAL_ENGINES)[number];
export type EngineId = 'sim' | RealEngineId;

/** Where a real engine is. */
export interface Place {
  url: string;
  /** Ends the broker and starts it again on the same data. Only where this run started it itself. */
  restart?: () => Promise<void>;
}

/** A difference that is known and right, or theirs to mend. It must show: if the engine agrees, the cell fails. */
export interface Divergence {
  engine: EngineId;
  /** Versions of that engine that differ, for example `>=3.8 <4.0`. */
  range: string;
  /** What the engine does instead, as a sentence. */
  reason: string;
  /** Documentation or issue. */
  link: string;
}

export interface Trial<E extends Engine> {
  /** A name that nobody else uses: `orders` becomes for example `orders-k3v9`. */
  name(base: string): string;
  /** A seed of this run: fixed, unless the environment variable CONFORMANCE_SEED names another. */
  readonly seed: number;
  /** Opens the family's simulator beside the engine on trial, to compare them step by step. */
  simulator(): Promise<E>;
}

export interface Scenario<E extends Engine> {
  /** Permanent, unique in its family: `requeue-keeps-position`. */
  id: string;
  /** A sentence that states what holds. */
  title: string;
  /** Versions of each real engine for which it holds; all, where none is named. */
  versions?: Partial<Record<RealEngineId, string>>;
  /** Version whose rules the simulator shall take; its usual one, where none is named. */
  like?: string;
  /** Capabilities without which it cannot run; `restart` asks for a broker of its own. */
  needs?: readonly string[];
  divergences?: readonly Divergence[];
  /** Throws if the engine does not agree. */
  run(engine: E, trial: Trial<E>): Promise<void>;
}

/** A wrong simulator: one passage of one source file, replaced. */
export interface Mutant {
  /** What is wrong now, in words. */
  what: string;
  /** From the project's folder: `src/sim/queue/….ts`. */
  file: string;
  /** Stands in the file exactly once. */
  find: string;
  replace: string;
  /** The scenario that must fail on it. */
  killedBy: string;
}

export interface Family<E extends Engine> {
  id: string;
  title: string;
  scenarios: readonly Scenario<E>[];
  /** `like` is a version whose rules it shall take. */
  openSimulator(options: { like?: string | undefined }): Promise<E>;
  /** Opens an adapter on a real engine. The engines named here are the ones that the family is compared with. */
  openReal: Partial<Record<RealEngineId, (place: Place) => Promise<E>>>;
  /** The file from the project's folder, and the function in it, that openSimulator calls: mutants are built from it. */
  simulator: { file: string; exported: string };
  mutants: readonly Mutant[];
}
