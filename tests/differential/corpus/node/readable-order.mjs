import { Readable } from 'node:stream';
const s = Readable.from(['a', 'b']);
s.on('data', (d) => console.log(d))
  .on('end', () => console.log('end'))
  .on('close', () => console.log('close'));
process.nextTick(() => console.log('tick'));
setImmediate(() => console.log('immediate'));
Promise.resolve().then(() => console.log('promise'));
