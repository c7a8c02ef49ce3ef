/**
 * Commands on their way to the server: sent one after the other in the order in which they were given, each kept in
 * the browser until the server has taken or refused it. What a reload or a crash interrupts is sent again under its
 * id, and the server knows a command by that.
 */
import type { Command } from '../schema.ts';
import { Rejected } from './api.ts';

/** The part of a browser's storage that is needed here. */
export type Shelf = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

export interface OutboxOptions {
  /** Where commands are kept; undefined: only as long as the page lives. */
  shelf: Shelf | undefined;
  /** @throws Rejected */
  post: (command: Command) => Promise<unknown>;
  /** Resolves when it is time to try again. */
  pause: () => Promise<unknown>;
  /** Aborted when the page gives up; what is kept then waits for the next one. */
  over: AbortSignal;
}

export interface Outbox {
  /**
   * Resolves when the server has kept the command.
   * @throws Rejected if it is refused, or the page gives up
   */
  send(command: Command): Promise<void>;
}

interface Waiting {
  key: string;
  command: Command;
  resolve: () => void;
  reject: (error: unknown) => void;
}

const PREFIX = 'handbook:1:workshop-out:';
let count = 0;

export function createOutbox({ shelf, post, pause, over }: OutboxOptions): Outbox {
  let queue: Waiting[] = [];
  let busy = false;

  for (const key of keptOn(shelf)) {
    const command = commandAt(shelf, key);
    const nobody = () => {};
    if (command) queue.push({ key, command, resolve: nobody, reject: nobody });
    else shelf?.removeItem(key);
  }
  void work();

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let next = queue[0]; next; next = queue[0]) {
      const outcome = await delivered(next.command);
      queue.shift();
      if (outcome === 'kept') next.resolve();
      else next.reject(outcome);
      // A page that gives up leaves the command to the next one.
      if (!over.aborted) shelf?.removeItem(next.key);
    }
    busy = false;
  }

  async function delivered(command: Command): Promise<unknown> {
    for (;;) {
      try {
        await post(command);
        return 'kept';
      } catch (error) {
        const again = error instanceof Rejected && error.retry === 'again' && !over.aborted;
        if (!again) return error;
      }
      await pause();
    }
  }

  /** Of code that nobody has received yet, only the newest is worth sending. */
  function withdrawOlder(command: Command): void {
    if (command.type !== 'MirrorCode') return;
    const older = queue
      .slice(1)
      .find((each) => each.command.type === 'MirrorCode' && each.command.exercise === command.exercise);
    if (!older) return;
    queue = queue.filter((each) => each !== older);
    shelf?.removeItem(older.key);
    older.resolve();
  }

  return {
    send(command) {
      withdrawOlder(command);
      const key = `${PREFIX}${String(Date.now()).padStart(15, '0')}-${String(count++).padStart(6, '0')}`;
      keep(shelf, key, command);
      return new Promise((resolve, reject) => {
        queue.push({ key, command, resolve, reject });
        void work();
      });
    },
  };
}

/** Throws away what has not reached the server: it belongs to a workshop that is over for this browser. */
export function emptyOutbox(shelf: Shelf): void {
  for (const key of keptOn(shelf)) shelf.removeItem(key);
}

function keptOn(shelf: Shelf | undefined): string[] {
  const keys = Array.from({ length: shelf?.length ?? 0 }, (_, index) => shelf?.key(index) ?? '');
  return keys.filter((key) => key.startsWith(PREFIX)).toSorted();
}

function keep(shelf: Shelf | undefined, key: string, command: Command): void {
  try {
    shelf?.setItem(key, JSON.stringify(command));
  } catch {
    // Full: it is sent all the same, and only a reload before that would lose it.
  }
}

function commandAt(shelf: Shelf | undefined, key: string): Command | undefined {
  try {
    return JSON.parse(shelf?.getItem(key) ?? '') as Command;
  } catch {
    return undefined;
  }
}
