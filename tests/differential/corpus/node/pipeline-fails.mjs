import { pipeline } from 'node:stream/promises';
import { Readable, Writable } from 'node:stream';
await pipeline(
  Readable.from([1, 2, 3]),
  async function* (source) {
    for await (const n of source) {
      if (n === 2) throw new Error('two is too many');
      yield n;
    }
  },
  new Writable({ objectMode: true, write: (n, _, done) => (console.log(n), done()) }),
).catch((error) => console.log(error.message));
console.log('after');
