/** The list of a server's connections by which Node finds those that idle or take too long. */
import type { NetworkScope } from './scope.ts';

/** A parser, as the list sees it. */
export interface Connection {
  /** When the message that it reads began, in virtual milliseconds; 0 between messages. */
  lastMessageStart: number;
  readonly headersDone: boolean;
}

export interface ConnectionsList {
  add(connection: Connection): void;
  remove(connection: Connection): void;
  all(): Connection[];
  idle(): Connection[];
  active(): Connection[];
  /** Connections whose headers or whole request take longer than allowed (milliseconds, 0 for no limit). */
  expired(headersTimeout: number, requestTimeout: number): Connection[];
}

export function createConnectionsList(scope: NetworkScope): new () => ConnectionsList {
  return class implements ConnectionsList {
    readonly #connections = new Set<Connection>();

    add(connection: Connection): void {
      this.#connections.add(connection);
    }
    remove(connection: Connection): void {
      this.#connections.delete(connection);
    }
    all(): Connection[] {
      return [...this.#connections].sort((a, b) => a.lastMessageStart - b.lastMessageStart);
    }
    idle(): Connection[] {
      return this.all().filter(({ lastMessageStart }) => lastMessageStart === 0);
    }
    active(): Connection[] {
      return this.all().filter(({ lastMessageStart }) => lastMessageStart !== 0);
    }
    expired(headersTimeout: number, requestTimeout: number): Connection[] {
      const now = scope.schedule.now();
      const swapped = requestTimeout > 0 && headersTimeout > requestTimeout;
      const headers = swapped ? requestTimeout : headersTimeout;
      const request = swapped ? headersTimeout : requestTimeout;
      const isLate = (start: number, limit: number): boolean => limit > 0 && start < now - limit;
      const late = this.active().filter(
        ({ headersDone, lastMessageStart }) =>
          (!headersDone && isLate(lastMessageStart, headers)) || isLate(lastMessageStart, request),
      );
      for (const connection of late) this.remove(connection);
      return late;
    }
  };
}
