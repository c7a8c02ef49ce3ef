/**
 * Follows a stream of events, across all breaks, until the signal aborts.
 *
 * @param connect  connect({ lastEventId, signal }) resolves to the lines of the stream behind this event, an async
 *                 iterable, or rejects if nobody answers. Without an id the stream begins with what happens next.
 *                 Reading throws when the line breaks.
 * @param wait     wait(ms) resolves after so many milliseconds
 * @param onEvent  is called with each event, { id, type, data }; it does not throw. `type` is 'message' if the server
 *                 names none, and `id` is undefined.
 * @param signal   aborted when the page is closed
 */
export async function follow({ connect, wait, onEvent, signal }) {
  let event = {};
  for await (const line of await connect({})) {
    if (line === '') {
      onEvent({ id: event.id, type: event.event ?? 'message', data: event.data });
      event = {};
    } else {
      const [name, value] = line.split(': ');
      event[name] = value;
    }
  }
}
