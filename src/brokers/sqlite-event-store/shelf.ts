import type { DatabaseSync } from 'node:sqlite';
import type { Shelf } from '#sim/event-store/event-store.ts';

/** Values by key in a table of two columns; each save is one statement, so it is there as a whole or not at all. */
export function shelf<T>(database: DatabaseSync, table: 'snapshots' | 'progress'): Shelf<T> {
  const load = database.prepare(`select value from ${table} where key = ?`);
  const save = database.prepare(
    `insert into ${table} (key, value) values (?, ?) on conflict (key) do update set value = excluded.value`,
  );
  return {
    load(key) {
      const row = load.get(key) as { value: string } | undefined;
      return row && (JSON.parse(row.value) as T);
    },
    save: (key, value) => void save.run(key, JSON.stringify(value)),
  };
}
