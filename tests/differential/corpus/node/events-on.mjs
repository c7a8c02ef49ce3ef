import { EventEmitter, on } from 'node:events';
const e = new EventEmitter();
const stop = new AbortController();
(async () => {
  for await (const [v] of on(e, 'x', { signal: stop.signal })) {
    console.log(v);
    if (v === 3) stop.abort();
  }
})().catch((error) => console.log(error.name));
e.emit('x', 1);
e.emit('x', 2);
setImmediate(() => e.emit('x', 3));
