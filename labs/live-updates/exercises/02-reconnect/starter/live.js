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

  function connect() {
    const socket = open(last);
    socket.addEventListener('message', ({ data }) => {
      const message = JSON.parse(data);
      onMessage(message);
    });
    socket.addEventListener('close', connect);
  }
  connect();
}
