/** The part of the kit’s types about its database. */
import type { Process, Sim } from './kit.d.ts';

/**
 * Reads and writes; values are plain data. Where a row has a text as its `state`, the picture shows what states the
 * thing goes through.
 */
export interface Table {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  /** Writes the value if the key is new. Resolves to false, and changes nothing, if it is there already. */
  insert(key: string, value: unknown): Promise<boolean>;
  delete(key: string): Promise<void>;
  /** The keys that begin with `prefix`, in the order in which they were first written. */
  keys(prefix: string): Promise<string[]>;
}

export interface Connection extends Table {
  /** All that `work` writes through `tx` takes effect together, or not at all. Transactions wait for each other. */
  transaction<T>(work: (tx: Table) => Promise<T> | T): Promise<T>;
}

export interface Database {
  connect(process: Process): Connection;
  /** The committed value under a key, for invariants. */
  peek(key: string): unknown;
  keys(): string[];
}

/** A database of a program that runs by itself: its processes are names. */
export interface LocalDatabase {
  /** A process of this name starts, and gets its way to the database. */
  connect(process: string): Connection;
  /** All processes of this name die: their calls never return, and what they have not committed is lost. */
  crash(process: string): void;
  peek(key: string): unknown;
  keys(): string[];
}

/** In memory, for a program that runs by itself. */
export function createDatabase(): LocalDatabase;
/** Under the faults of a schedule, within explore(). */
export function createDatabase(sim: Sim): Database;
