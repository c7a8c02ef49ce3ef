const { EventEmitter } = require('node:events');
const e = new EventEmitter({ captureRejections: true });
e.on('error', (error) => console.log('error event', error.message));
e.on('x', async () => {
  throw new Error('from an async listener');
});
e.emit('x');
process.nextTick(() => console.log('tick'));
Promise.resolve()
  .then(() => console.log(1))
  .then(() => console.log(2))
  .then(() => console.log(3));
