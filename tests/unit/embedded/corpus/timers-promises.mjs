import { setTimeout as sleep, setImmediate as turn, setInterval as every } from 'node:timers/promises';
import { promisify } from 'node:util';
console.log(await sleep(5, 'slept'));
console.log(await turn('turned'));
let n = 0;
for await (const value of every(2, 'beat')) {
  console.log(value, ++n);
  if (n === 3) break;
}
console.log(await promisify(setTimeout)(1, 'promisified'));
const controller = new AbortController();
const waiting = sleep(10_000, null, { signal: controller.signal });
controller.abort();
try {
  await waiting;
} catch (error) {
  console.log(error.name, error.code, error.message);
}
