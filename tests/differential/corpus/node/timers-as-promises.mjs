import { setTimeout as sleep, setImmediate as turn, setInterval as every } from 'node:timers/promises';
turn('turn').then(console.log);
setImmediate(() => console.log('immediate'));
console.log(await sleep(30, 'slept'));
let n = 0;
for await (const _ of every(60)) {
  console.log('interval', ++n);
  if (n === 2) break;
}
const stop = new AbortController();
sleep(1000, null, { signal: stop.signal }).catch((error) => console.log(error.code));
stop.abort();
