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
  const start = usable(snapshots.get(stream), code) ?? { version: 0, state: initialState() };
  const events = read(stream, start.version + 1);
  const state = events.reduce(evolve, start.state);
  const version = start.version + events.length;
  if (version % every === 0) snapshots.set(stream, { version, code, state: structuredClone(state) });
  return { state, version };
}

/** A copy of the snapshot, if this code has made it. */
function usable(snapshot, code) {
  return snapshot?.code === code ? structuredClone(snapshot) : undefined;
}
