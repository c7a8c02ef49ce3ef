/** Somebody else has appended since the writer read. */
export class ConflictError extends Error {
  name = 'ConflictError';
}

/** @param trip the way to the database: a function that returns a promise */
export function createEventStore(trip = async () => {}) {
  const log = []; // all streams, in the order of appending
  const historyOf = (stream) => log.filter((event) => event.stream === stream);

  return {
    /** The events of a stream, in the order of their versions. */
    async read(stream) {
      await trip();
      return historyOf(stream);
    },

    /**
     * Appends all events, or none. Returns the version of the stream afterwards.
     *
     * @param expected the version that the writer has seen; 0 if there was no stream
     */
    async append(stream, expected, events) {
      const found = historyOf(stream).length;
      if (found !== expected) {
        throw new ConflictError(`stream ${stream}: expected version ${expected}, found ${found}`);
      }
      await trip();
      for (const [index, event] of events.entries()) {
        log.push({ ...event, stream, version: found + index + 1, position: log.length + 1 });
      }
      return found + events.length;
    },
  };
}
