const { Readable, Writable } = require('node:stream');
const log = console.log;
const source = new Readable({
  read() {
    log('read');
    this.push(this.sent ? null : 'chunk');
    this.sent = true;
  },
});
for (const name of ['readable', 'end', 'close', 'pause', 'resume'])
  source.on(name, () => log('source', name));
const sink = new Writable({
  write(chunk, encoding, callback) {
    log('write', chunk.toString(), encoding);
    callback();
  },
  final(callback) {
    log('final');
    callback();
  },
});
for (const name of ['pipe', 'unpipe', 'finish', 'close']) sink.on(name, () => log('sink', name));
source.pipe(sink);
process.nextTick(() => log('tick'));
setImmediate(() => log('immediate'));
