// Press Run: three pages, a server that is started anew, and a line that dies in silence. The checks do not look at this file.
import { createRandom, trace } from './kit.js';
import { keepConnected } from './live.js';
import { clock, openFor } from './server.js';

/** The same, and the picture shows the short waits: those between two lines. */
const watched = (page) => ({
  after(ms, run) {
    if (ms < 20_000) trace({ type: 'WaitBegun', by: page, ms: Math.round(ms) });
    return clock.after(ms, run);
  },
});

const closing = new AbortController();
for (const number of [1, 2, 3]) {
  const page = `page ${number}`;
  const chance = createRandom(page);
  let opened = 0;
  const open = openFor(page, { isDeaf: number === 3 });
  keepConnected({
    open: (after) => {
      opened += 1;
      if (opened > 40) throw new Error(`${page} has opened 40 lines: that is enough.`);
      return open(after);
    },
    clock: watched(page),
    random: () => chance.next(),
    onMessage({ id, text }) {
      trace({ type: 'EventHandled', by: page, event: `${id}: ${text}` });
      console.log(`${page}: ${text}`);
    },
    signal: closing.signal,
  });
}
clock.after(32_000, () => closing.abort());
