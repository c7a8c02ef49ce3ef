// Tells the picture what your store does. You need not change it.
import { trace } from './kit.js';

/** The store itself, with every read and append recorded. */
export function watched(store, model) {
  return {
    async read(stream) {
      const events = await store.read(stream);
      const state = String(events.reduce(model.evolve, model.initialState()));
      const count = events.length;
      trace({ type: 'StateLoaded', stream, version: count, snapshot: 0, replayed: count, state });
      return events;
    },
    async append(stream, expected, events) {
      const types = events.map(({ type }) => type);
      try {
        const result = await store.append(stream, expected, events);
        const first = result - events.length + 1;
        for (const stored of await store.read(stream)) {
          if (stored.version < first || stored.version > result) continue;
          const { type: event, version, position, stream: _, ...data } = stored;
          trace({ type: 'EventAppended', stream, version, position, event, data: JSON.stringify(data) });
        }
        return result;
      } catch (error) {
        const actual = (await store.read(stream)).length;
        trace({ type: 'AppendRejected', stream, expected: String(expected), actual, events: types });
        throw error;
      }
    },
  };
}
