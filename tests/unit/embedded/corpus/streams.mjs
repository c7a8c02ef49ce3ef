import { Readable, Transform, Writable, PassThrough } from 'node:stream';
import { pipeline, finished } from 'node:stream/promises';
const upper = new Transform({
  transform(chunk, _encoding, callback) {
    callback(null, chunk.toString().toUpperCase());
  },
});
const seen = [];
await pipeline(
  Readable.from(['a', 'b', 'c']),
  upper,
  new Writable({
    write(chunk, _encoding, callback) {
      seen.push(chunk.toString());
      setImmediate(callback);
    },
  }),
);
console.log(seen);
const slow = new Writable({
  highWaterMark: 3,
  write(chunk, _encoding, callback) {
    setTimeout(callback, 1);
  },
});
console.log(slow.write('ab'), slow.write('cd'), slow.writableLength, slow.writableNeedDrain);
slow.on('drain', () => {
  console.log('drain', slow.writableLength);
  slow.end();
});
await finished(slow);
console.log(
  await Readable.from([1, 2, 3, 4])
    .filter((n) => n % 2 === 0)
    .map((n) => n * 10)
    .toArray(),
);
try {
  await pipeline(
    Readable.from(['x']),
    new Transform({
      transform(_c, _e, callback) {
        callback(new Error('broken'));
      },
    }),
    new PassThrough(),
  );
} catch (error) {
  console.log(error.message);
}
const through = new PassThrough();
through.on('data', (chunk) => console.log('data', String(chunk)));
through.on('end', () => console.log('end'));
through.on('close', () => console.log('close'));
through.write('one');
through.end('two');
