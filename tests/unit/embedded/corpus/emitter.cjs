const EventEmitter = require('node:events');
const emitter = new EventEmitter();
emitter.on('order', (id) => console.log('first', id));
emitter.prependListener('order', (id) => console.log('prepended', id));
emitter.once('order', (id) => console.log('once', id));
const handler = () => console.log('removed?');
emitter.on('order', handler);
emitter.off('order', handler);
console.log(emitter.emit('order', 1), emitter.emit('order', 2), emitter.emit('nothing'));
console.log(emitter.listenerCount('order'), emitter.eventNames());
emitter.on('newListener', (name) => console.log('new listener for', name));
emitter.on('other', () => {});
try {
  emitter.emit('error', new Error('no one listens'));
} catch (error) {
  console.log('thrown:', error.message);
}
try {
  emitter.emit('error', 'text');
} catch (error) {
  console.log(error.code, error.message);
}
emitter.on('throws', () => {
  throw new Error('from listener');
});
emitter.on('throws', () => console.log('not reached'));
try {
  emitter.emit('throws');
} catch (error) {
  console.log(error.message);
}
console.log(emitter);
