/** The texts of the programs, each fetched when it is asked for. */
const SOURCES = import.meta.glob<string>('./programs/*.js', { query: '?raw', import: 'default' });

/** @param id of a system: its program has that name */
export async function sourceOf(id: string): Promise<string> {
  const load = SOURCES[`./programs/${id}.js`];
  if (!load) throw new Error(`There is no program of the system “${id}”.`);
  return load();
}
