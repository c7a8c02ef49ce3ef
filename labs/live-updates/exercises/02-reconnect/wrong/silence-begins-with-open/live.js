/**
 * Keeps a line to the server open, until the signal aborts.
 *
 * @param open       open(after) returns a new socket, like `new WebSocket(url)`, with 'open', 'message', 'error' and 'close'.
 *                   The server tells every message behind number `after`, in order.
 * @param clock      after(ms, run) calls `run` after so many milliseconds; returns a function that calls it off
 * @param random     a number from 0 (inclusive) to 1 (exclusive)
 * @param onMessage  is called with each message, { id, text }; ids count up from 1
 * @param signal     aborted when the page is closed
 */
export function keepConnected({ open, clock, random, onMessage, signal }) {
  let last = 0;
  let failures = 0;
  /** Ends what goes on now: a line, or the wait for one. */
  let stop;

  function connect() {
    const socket = open(last);
    const line = new AbortController();
    let cancel = () => {};
    stop = () => {
      line.abort();
      cancel();
      socket.close();
    };

    function giveUp() {
      stop();
      const longest = Math.min(30_000, 500 * 2 ** failures);
      failures += 1;
      stop = clock.after(random() * longest, connect);
    }
    function hear({ data }) {
      cancel();
      cancel = clock.after(25_000, giveUp);
      failures = 0;
      const message = JSON.parse(data);
      if (message.beat) return;
      last = message.id;
      onMessage(message);
    }
    socket.addEventListener('open', () => (cancel = clock.after(25_000, giveUp)), { signal: line.signal });
    socket.addEventListener('message', hear, { signal: line.signal });
    socket.addEventListener('close', giveUp, { signal: line.signal });
  }

  if (signal.aborted) return;
  connect();
  signal.addEventListener('abort', () => stop());
}
