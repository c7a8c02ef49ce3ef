/** Emmett's in-memory event store, to compare with. Installed by this command alone, from `emmett/` beside this file. */
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installOnce } from './installed.ts';

const FOLDER = fileURLToPath(new URL('emmett/', import.meta.url));
const PACKAGE = `${FOLDER}node_modules/@event-driven-io/emmett/`;

export interface PointsCredited {
  type: 'PointsCredited';
  data: { points: number };
}

/** What is used of it. */
export interface EmmettStore {
  appendToStream(stream: string, events: readonly PointsCredited[]): Promise<unknown>;
  aggregateStream<S>(
    stream: string,
    model: { initialState(): S; evolve(state: S, event: PointsCredited): S },
  ): Promise<{ state: S }>;
}

export async function openEmmett(): Promise<{ version: string; store: EmmettStore }> {
  installOnce(FOLDER, '@event-driven-io/emmett', 'Emmett for the comparison (2 MB, once)');
  const { version } = JSON.parse(readFileSync(`${PACKAGE}package.json`, 'utf8')) as { version: string };
  const { getInMemoryEventStore } = (await import(pathToFileURL(`${PACKAGE}dist/index.js`).href)) as {
    getInMemoryEventStore(): EmmettStore;
  };
  return { version, store: getInMemoryEventStore() };
}
