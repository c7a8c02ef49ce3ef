/**
 * A small database: values under keys, and transactions, one at a time. What was written survives every crash; what a
 * transaction had not yet committed does not.
 */
import type { Process } from '../process.ts';
import { operate, type Entered, type Operation } from './operation.ts';
import type { Sim } from './sim.ts';

/** Reads and writes; every call takes a while. Values must be plain data. */
export interface Table {
  /** The value under a key, or undefined. */
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  /** Writes the value if the key is new. Resolves to false, and changes nothing, if it is there already. */
  insert(key: string, value: unknown): Promise<boolean>;
  delete(key: string): Promise<void>;
  /** The keys that begin with `prefix`, in the order in which they were first written. */
  keys(prefix: string): Promise<string[]>;
}

export interface Connection extends Table {
  /**
   * Calls `work` with a table of its own: all that it writes there takes effect together at the end, or, if it throws
   * or the process dies, not at all. Transactions wait for each other. Resolves to what `work` resolves to.
   */
  transaction<T>(work: (tx: Table) => Promise<T> | T): Promise<T>;
}

export interface Database<To = Process> {
  /** A process's way to it: pass it to the code of that process. */
  connect(process: To): Connection;
  /** The committed value under a key, for the scenario's own eyes. */
  peek(key: string): unknown;
  /** All committed keys, in the order in which they were first written. */
  keys(): string[];
}

/** Where the database is: who its processes are, how they reach it, and what becomes of them. */
export interface DatabaseHost<To> {
  operate<T>(process: To, operation: Operation<T>): Promise<T>;
  /** A promise that never settles if the process dies first. */
  wait(process: To, executor: (resolve: () => void) => void): Promise<void>;
  onCrash(listener: (process: To) => void): void;
}

/** A transaction that has the database, or waits for it. */
interface Turn<To> {
  process: To;
  enter: () => void;
}

/** A database within explore(): each call takes its time, and faults strike where it writes. */
export function createDatabase(sim: Sim): Database {
  return createDatabaseOn<Process>({
    operate: (process, operation) => operate(sim, process, operation),
    wait: (process, executor) => process.promise<void>((resolve) => executor(() => resolve())),
    onCrash: (listener) => sim.onCrash(listener),
  });
}

export function createDatabaseOn<To>(host: DatabaseHost<To>): Database<To> {
  const committed = new Map<string, unknown>();
  let turn: Turn<To> | undefined;
  let waiting: Turn<To>[] = [];

  /** Does nothing where the transaction has lost its turn with its process. */
  function release(ended: Turn<To>) {
    if (turn !== ended) return;
    turn = waiting.shift();
    turn?.enter();
  }

  host.onCrash((process) => {
    waiting = waiting.filter((one) => one.process !== process);
    if (turn?.process === process) release(turn);
  });

  async function acquire(process: To): Promise<Turn<To>> {
    const own: Turn<To> = { process, enter() {} };
    await host.wait(process, (resolve) => {
      own.enter = resolve;
      if (turn) waiting.push(own);
      else {
        turn = own;
        resolve();
      }
    });
    return own;
  }

  async function transaction<T>(process: To, work: (tx: Table) => Promise<T> | T): Promise<T> {
    const own = await acquire(process);
    const written = new Map<string, unknown>();
    let isOpen = true;
    const refuseLate = () => {
      if (!isOpen) throw new Error('The transaction is over already: await every call that belongs to it.');
    };
    try {
      const result = await work(createTable(host, process, createLayer(committed, written, refuseLate)));
      isOpen = false;
      const entered: Entered[] = [];
      await host.operate(process, {
        name: 'commit',
        writes: written.size > 0,
        whom: 'the database',
        detail: () => detailOf(written),
        entered,
        apply() {
          for (const [key, value] of written) {
            noteState(entered, key, committed.get(key), value);
            write(committed, key, value);
          }
        },
      });
      return result;
    } finally {
      isOpen = false;
      release(own);
    }
  }

  return {
    connect: (process) => ({
      ...createTable(
        host,
        process,
        createLayer(committed, committed, () => undefined),
      ),
      transaction: (work) => transaction(process, work),
    }),
    peek: (key) => copy(committed.get(key)),
    keys: () => [...committed.keys()],
  };
}

/** Where a table reads and writes: the committed values, or what a transaction has written over them. */
interface Layer {
  keys(): string[];
  has(key: string): boolean;
  get(key: string): unknown;
  /** Undefined takes the key away. */
  set(key: string, value: unknown): void;
  isCommitted: boolean;
}

function createLayer(
  committed: Map<string, unknown>,
  written: Map<string, unknown>,
  refuseLate: () => void,
): Layer {
  const get = (key: string) => {
    refuseLate();
    return written.has(key) ? written.get(key) : committed.get(key);
  };
  return {
    get,
    keys() {
      refuseLate();
      return [...new Set([...committed.keys(), ...written.keys()])].filter((key) => get(key) !== undefined);
    },
    has: (key) => get(key) !== undefined,
    set(key, value) {
      refuseLate();
      // Inside a transaction a key that was taken away is written as undefined, so that the commit knows of it.
      if (written === committed) write(committed, key, value);
      else written.set(key, value);
    },
    isCommitted: written === committed,
  };
}

function createTable<To>(host: DatabaseHost<To>, process: To, layer: Layer): Table {
  const step = <T>(name: string, changes: boolean, apply: (entered: Entered[]) => T) => {
    const entered: Entered[] = [];
    // What a transaction writes has no effect before its commit: there the faults strike.
    const writes = changes && layer.isCommitted;
    return host.operate(process, {
      name,
      writes,
      whom: 'the database',
      entered,
      apply: () => apply(entered),
    });
  };
  const set = (key: string, value: unknown, entered: Entered[]) => {
    if (layer.isCommitted) noteState(entered, key, layer.get(key), value);
    layer.set(key, copy(value));
  };
  return {
    get: (key) => step(`get ${key}`, false, () => copy(layer.get(key))),
    set: (key, value) => step(`set ${key}`, true, (entered) => set(key, value, entered)),
    insert: (key, value) =>
      step(`insert ${key}`, true, (entered) => {
        if (layer.has(key)) return false;
        set(key, value, entered);
        return true;
      }),
    delete: (key) => step(`delete ${key}`, true, () => layer.set(key, undefined)),
    keys: (prefix) =>
      step(`keys ${prefix}`, false, () => layer.keys().filter((key) => key.startsWith(prefix))),
  };
}

/** A row that says in which state something is: whoever follows the run sees when that changes. */
function noteState(entered: Entered[], key: string, before: unknown, after: unknown): void {
  const state = stateOf(after);
  if (state !== undefined && state !== stateOf(before)) entered.push({ subject: key, state });
}

function stateOf(row: unknown): string | undefined {
  const state = (row as { state?: unknown } | null | undefined)?.state;
  return typeof state === 'string' ? state : undefined;
}

/** Whoever follows a transaction sees what its commit has written. */
function detailOf(written: ReadonlyMap<string, unknown>): string {
  return [...written]
    .map(([key, value]) => (value === undefined ? `without ${key}` : `${key}${shortly(value)}`))
    .join(', ');
}

/** A value that is short enough to stand behind its key. */
function shortly(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > 24 ? '' : `: ${text}`;
}

function write(values: Map<string, unknown>, key: string, value: unknown): void {
  if (value === undefined) values.delete(key);
  else values.set(key, value);
}

/** So that nobody changes what is stored by changing what he was given. */
function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return JSON.parse(JSON.stringify(value)) as unknown;
}
