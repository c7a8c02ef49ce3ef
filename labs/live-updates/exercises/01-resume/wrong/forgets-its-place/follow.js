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
  const seen = new Set();
  let lastEventId;
  let pause = 1000;

  function handOn({ id, type, data }) {
    lastEventId = id;
    if (id !== undefined) {
      if (seen.has(id)) return;
      seen.add(id);
    }
    onEvent({ id, type, data: data.join('\n') });
  }

  async function readOneLine() {
    const lines = await connect({ lastEventId, signal });
    let event = { type: 'message', data: [] };
    for await (const line of lines) {
      if (signal.aborted) return;
      const { name, value } = fieldOf(line);
      if (line === '') {
        if (event.data.length > 0) handOn(event);
        event = { type: 'message', data: [] };
      } else if (name === 'id') event.id = value;
      else if (name === 'event') event.type = value;
      else if (name === 'data') event.data.push(value);
      else if (name === 'retry') pause = Number(value);
    }
  }

  while (!signal.aborted) {
    try {
      await readOneLine();
    } catch {
      // The line has broken, or there was none: both are mended in the same way.
    }
    if (!signal.aborted) await wait(pause);
  }
}

function fieldOf(line) {
  const [, name, value] = /^([^:]*):? ?(.*)$/.exec(line);
  return { name, value };
}
