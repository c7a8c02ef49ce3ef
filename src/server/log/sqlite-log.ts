/**
 * A session's log in one SQLite file, in the event store of chapter 7: the session is its only stream. The names stand
 * in another file beside it.
 */
import { openSqliteEventStore } from '#brokers/sqlite-event-store/open.ts';
import { ConflictError, DuplicateIdError, type StoredEvent } from '#sim/event-store/event-store.ts';
import { Behind, type FactLog } from '#workshop/log.ts';
import { keepNamesApart } from '#workshop/names.ts';
import type { StoredFact } from '#workshop/protocol.ts';
import { openSqliteNames } from './sqlite-names.ts';

const STREAM = 'session';
/** How often it is looked whether another process has appended. */
const POLL_MS = 200;

/** Where the names of a session are kept whose log is in this file. */
export const namesFileOf = (file: string): string => `${file}-names`;

/** @param file its path; created if need be */
export function openSqliteLog(file: string): FactLog {
  return keepNamesApart(openNamelessLog(file), openSqliteNames(namesFileOf(file)));
}

function openNamelessLog(file: string): Omit<FactLog, 'forgetName'> {
  const store = openSqliteEventStore({ file });
  const polling = setInterval(() => store.poll(), POLL_MS).unref();

  return {
    append(expected, facts) {
      try {
        return Promise.resolve(store.append(STREAM, expected, facts).version);
      } catch (error) {
        const behind = error instanceof ConflictError || error instanceof DuplicateIdError;
        return Promise.reject(behind ? new Behind(expected, { cause: error }) : error);
      }
    },
    read: (after, limit) => Promise.resolve(store.read(STREAM, { from: after + 1, limit }).map(factOf)),
    follow(after, onFact) {
      let seen = after;
      function wake() {
        for (const event of store.read(STREAM, { from: seen + 1 })) {
          seen = event.version;
          onFact(factOf(event));
        }
      }
      const unsubscribe = store.onAppend(wake);
      wake();
      return unsubscribe;
    },
    close() {
      clearInterval(polling);
      store.close();
      return Promise.resolve();
    },
  };
}

/** Only facts are appended here, and the store gives back what it was given. */
function factOf({ stream: _stream, position: _position, ...fact }: StoredEvent): StoredFact {
  return fact as unknown as StoredFact;
}
