// The shop's server, and the way to it, as the picture shows them. You need not change it.
import { setTimeout as sleep } from 'node:timers/promises';
import { trace } from './kit.js';

const CHANGES = ['5 left', '4 left', '3 left', '2 left', '1 left', 'sold out'];
/** What becomes of each connection: how many lines get through, or that nobody answers. */
const LINES = [{ breaksAfter: 8 }, { isRefused: true }, { breaksAfter: 14 }, {}];
const [page, server] = ['page', 'server'];

/** Lines of the stream from a change on; the connection before it has told the last one already. */
function linesFrom(index) {
  const events = CHANGES.flatMap((data, n) => [`id: c-${n + 1}`, 'event: StockChanged', `data: ${data}`, '']);
  return [...(index === 0 ? ['retry: 300'] : []), ...events.slice(index * 4), ': nothing new'];
}

/** `connect` as follow() takes it: the next connection of the list. */
export function createServer() {
  const sent = new Set();
  let count = 0;

  async function* read({ isRefused, breaksAfter = Infinity }, lastEventId, signal) {
    const known = Number(lastEventId?.split('-')[1] ?? 0);
    let id;
    let isHalf = false;
    for (const [n, line] of linesFrom(Math.max(0, known - 1)).entries()) {
      if (n === breaksAfter) {
        if (isHalf) trace({ type: 'EventLost', from: server, to: page, event: id });
        trace({ type: 'LineBroken', from: server, to: page, reason: `in the middle of ${id}` });
        throw new Error('the line broke');
      }
      await sleep(10);
      isHalf = line !== '' && !line.startsWith('retry');
      if (line.startsWith('id: ')) id = line.slice(4);
      if (line === '') {
        trace({ type: 'EventSent', from: server, to: page, event: id, again: sent.has(id) });
        sent.add(id);
      }
      yield line;
    }
    await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    trace({ type: 'LineBroken', from: page, to: server, reason: 'the page is closed' });
  }

  return async function connect({ lastEventId, signal } = {}) {
    const way = LINES[count++] ?? {};
    const request = lastEventId === undefined ? 'GET /stock' : `GET /stock, Last-Event-ID: ${lastEventId}`;
    trace({ type: 'RequestSent', from: page, to: server, request });
    await sleep(20);
    if (way.isRefused) {
      trace({ type: 'RequestFailed', from: server, to: page, reason: 'nobody answers' });
      throw new Error('connection refused');
    }
    trace({ type: 'LineOpened', from: server, to: page });
    return read(way, lastEventId, signal);
  };
}
