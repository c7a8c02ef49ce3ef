/** The database of a lab: that of a schedule within explore(), or one in memory for a program that runs by itself. */
import {
  createDatabaseOn,
  createDatabase as createExploredDatabase,
  type Connection,
  type Database,
} from '#sim/explore/database.ts';
import type { Operation } from '#sim/explore/operation.ts';
import type { Sim } from '#sim/explore/sim.ts';
import { trace } from './trace.ts';

/** A database in memory, whose processes are names: what one has begun and not committed dies with it. */
export interface LocalDatabase extends Omit<Database, 'connect'> {
  /** A process of this name starts, and gets its way to the database. */
  connect(process: string): Connection;
  /** All processes of this name die: their calls never return, and what they have not committed is lost. */
  crash(process: string): void;
}

interface Client {
  name: string;
  isAlive: boolean;
}

export function createDatabase(): LocalDatabase;
export function createDatabase(sim: Sim): Database;
export function createDatabase(sim?: Sim): LocalDatabase | Database {
  return sim ? createExploredDatabase(sim) : openDatabase();
}

function openDatabase(): LocalDatabase {
  const clients = new Set<Client>();
  const listeners: ((client: Client) => void)[] = [];

  /** As over a network: later, and never to somebody who has died. */
  async function operate<T>(client: Client, operation: Operation<T>): Promise<T> {
    const { name, whom, detail, entered = [], apply } = operation;
    await Promise.resolve();
    if (!client.isAlive) return new Promise<T>(() => {});
    const value = apply();
    const said = detail?.() ?? '';
    const more = said === '' ? {} : { detail: said };
    trace({ type: 'OperationApplied', process: client.name, whom, operation: name, ...more });
    for (const one of entered) trace({ type: 'StateEntered', process: client.name, ...one });
    return value;
  }

  const { connect, ...rest } = createDatabaseOn<Client>({
    operate,
    wait: (_client, executor) => new Promise<void>((resolve) => executor(resolve)),
    onCrash: (listener) => void listeners.push(listener),
  });
  return {
    ...rest,
    connect(process) {
      const client = { name: process, isAlive: true };
      clients.add(client);
      trace({ type: 'ProcessStarted', process });
      return connect(client);
    },
    crash(process) {
      const dying = [...clients].filter(({ name }) => name === process);
      if (dying.length === 0) return;
      trace({ type: 'ProcessCrashed', process });
      for (const client of dying) {
        client.isAlive = false;
        clients.delete(client);
        for (const listener of listeners) listener(client);
      }
    },
  };
}
