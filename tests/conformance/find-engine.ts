/** Where the real engines are: at the address that the environment names, on the standard port, or started here. */
import { accepts, startOwnBroker, type OwnBroker } from './own-broker.ts';
import { PROGRAMS } from './programs.ts';
import type { EngineId, Place, RealEngineId } from './scenario.ts';
import { createSharedRestart, type SharedRestart } from './shared-restart.ts';

/** Where an engine is, or why it cannot be reached, as a clause. */
export type Found = { place: Place } | { notRun: string };
/** The same of a broker that may be restarted, with the turns in which that is done. */
export type Own = { place: Place; turns?: SharedRestart } | { notRun: string };

export interface Engines {
  /** Looks for an engine once. The simulator is everywhere. */
  find(id: EngineId): Promise<Found>;
  /** A broker that this run may restart, started at the first request; nobody else uses it. */
  own(id: EngineId): Promise<Own>;
  /** Ends what was started. */
  close(): Promise<void>;
}

export function createEngines(env: Readonly<Record<string, string | undefined>> = process.env): Engines {
  const started: Promise<OwnBroker | string>[] = [];
  const found = new Map<EngineId, Promise<Found>>();
  const owned = new Map<EngineId, Promise<Own>>();
  const simulated = { place: { url: 'sim:' } };

  function start(id: RealEngineId): Promise<OwnBroker | string> {
    const broker = startOwnBroker(id);
    started.push(broker);
    return broker;
  }

  async function own(id: EngineId): Promise<Own> {
    if (id === 'sim') return simulated;
    const broker = await start(id);
    if (typeof broker === 'string') return { notRun: broker };
    const turns = createSharedRestart(broker.restart);
    return { place: { url: broker.url, restart: () => turns.restart() }, turns };
  }

  async function look(id: EngineId): Promise<Found> {
    if (id === 'sim') return simulated;
    const { variable, scheme, port, unasked } = PROGRAMS[id];
    const given = env[variable];
    if (given !== undefined && given !== '') {
      const { hostname, port: at } = new URL(given);
      if (await accepts(hostname, Number(at || port))) return { place: { url: given } };
      return { notRun: `nothing listens at ${given}, which ${variable} names` };
    }
    if (unasked !== undefined) return { notRun: unasked };
    if (await accepts('127.0.0.1', port)) return { place: { url: `${scheme}://127.0.0.1:${port}` } };
    const broker = await start(id);
    if (typeof broker === 'object') return { place: { url: broker.url } };
    return { notRun: `nothing listens on port ${port}, ${variable} is not set, and ${broker}` };
  }

  const once =
    <T>(kept: Map<EngineId, Promise<T>>, make: (id: EngineId) => Promise<T>) =>
    (id: EngineId) => {
      const before = kept.get(id) ?? make(id);
      kept.set(id, before);
      return before;
    };

  return {
    find: once(found, look),
    own: once(owned, own),
    async close() {
      for (const broker of await Promise.all(started)) {
        if (typeof broker === 'object') await broker.stop();
      }
    },
  };
}
