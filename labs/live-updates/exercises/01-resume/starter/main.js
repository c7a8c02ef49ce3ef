// Press Run, and follow the page through the breaks. The checks do not look at this file: change it as you like.
import { setTimeout as sleep } from 'node:timers/promises';
import { follow } from './follow.js';
import { trace } from './kit.js';
import { createServer } from './server.js';

const page = new AbortController();

await follow({
  connect: createServer(),
  wait(ms) {
    trace({ type: 'WaitBegun', by: 'page', ms });
    return sleep(ms);
  },
  onEvent({ id, type, data }) {
    trace({ type: 'EventHandled', by: 'page', event: id ?? 'no id' });
    console.log(`${id} ${type}: ${data}`);
    if (data === 'sold out') page.abort();
  },
  signal: page.signal,
}).catch((error) => console.log(`The page is silent from now on: ${error.message}.`));
