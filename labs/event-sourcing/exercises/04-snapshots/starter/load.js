/**
 * The present state of a stream.
 *
 * @param stream  for example 'points-c-7'
 * @param options read(stream, from)      the events from a version on, that one included
 *                snapshots               get(stream) gives what was saved, set(stream, snapshot) saves
 *                initialState(), evolve  the model
 *                code                    raised whenever evolve or the shape of the state changes
 *                every                   a snapshot is due when so many events had to be read
 * @returns { state, version }
 */
export function load(stream, { read, snapshots, initialState, evolve, code, every }) {
  const events = read(stream, 1);
  return { state: events.reduce(evolve, initialState()), version: events.length };
}
