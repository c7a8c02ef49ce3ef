/** The names of a session in a small SQLite file of their own, which overwrites what is deleted. */
import { DatabaseSync } from 'node:sqlite';
import type { Names } from '#workshop/names.ts';

/** @param file its path; created if need be */
export function openSqliteNames(file: string): Names {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  // A rollback journal, truncated to nothing after each change: a write-ahead log would keep the old pages for a while.
  database.exec('pragma secure_delete = on; pragma journal_mode = truncate; pragma synchronous = full;');
  database.exec('create table if not exists names (attendee text primary key, name text not null) strict');
  const put = database.prepare('insert or replace into names (attendee, name) values (?, ?)');
  const get = database.prepare('select name from names where attendee = ?');
  const remove = database.prepare('delete from names where attendee = ?');
  // Within a promise each, so that a full disk is a rejection.
  const soon = async <T>(act: () => T): Promise<T> => act();

  return {
    put: (attendee, name) => soon(() => void put.run(attendee, name)),
    get: (attendee) => soon(() => (get.get(attendee) as { name: string } | undefined)?.name),
    delete: (attendee) => soon(() => void remove.run(attendee)),
    close: () => soon(() => database.close()),
  };
}
