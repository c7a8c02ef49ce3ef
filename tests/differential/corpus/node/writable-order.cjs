const { Writable } = require('node:stream');
const w = new Writable({
  highWaterMark: 2,
  write(chunk, _, done) {
    console.log('write', String(chunk));
    setImmediate(done);
  },
});
w.on('drain', () => console.log('drain'))
  .on('finish', () => console.log('finish'))
  .on('close', () => console.log('close'));
console.log(
  w.write('abc'),
  w.write('d', () => console.log('d is written')),
);
w.end('e');
console.log('ended');
