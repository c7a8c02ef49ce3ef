import { ConflictError } from './event-store.js';

/**
 * Handles one command: reads the stream, decides, and appends what was decided.
 *
 * @param store    of createEventStore
 * @param model    { initialState, decide, evolve }
 * @param stream   for example 'points-c-7'
 * @param command  for example { type: 'RedeemPoints', points: 50 }
 * @param attempts how often it is tried, all in all, while others keep appending
 * @returns a promise of the events that were appended
 */
export async function handle(store, model, stream, command, attempts = 3) {
  for (let attempt = 1; ; attempt += 1) {
    const history = await store.read(stream);
    const state = history.reduce(model.evolve, model.initialState());
    const events = model.decide(state, command);
    try {
      await store.append(stream, history.length, events);
      return events;
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}
