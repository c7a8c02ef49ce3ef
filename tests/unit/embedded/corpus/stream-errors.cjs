const { Readable, Writable, pipeline } = require('node:stream');
const bad = new Readable({
  read() {
    this.destroy(new Error('source failed'));
  },
});
const sink = new Writable({
  write(_chunk, _encoding, callback) {
    callback();
  },
});
sink.on('close', () => console.log('sink closed'));
pipeline(bad, sink, (error) => console.log('pipeline:', error.message, sink.destroyed));
const lonely = new Writable({
  write(_chunk, _encoding, callback) {
    callback(new Error('unheard'));
  },
});
lonely.write('x');
