import { EventEmitter, once, on, getEventListeners, errorMonitor } from 'node:events';
const emitter = new EventEmitter({ captureRejections: true });
setTimeout(() => emitter.emit('ready', 1, 2), 2);
console.log(await once(emitter, 'ready'));
setTimeout(() => {
  emitter.emit('data', 'a');
  emitter.emit('data', 'b');
  emitter.emit('data', 'stop');
}, 1);
for await (const [value] of on(emitter, 'data')) {
  if (value === 'stop') break;
  console.log('data', value);
}
const controller = new AbortController();
setTimeout(() => controller.abort(new Error('enough')), 1);
try {
  await once(emitter, 'never', { signal: controller.signal });
} catch (error) {
  console.log(error.name, error.code, error.cause?.message);
}
emitter.on(errorMonitor, (error) => console.log('monitor', error.message));
emitter.on('error', (error) => console.log('captured', error.message));
emitter.on('work', async () => {
  throw new Error('async failure');
});
emitter.emit('work');
console.log(getEventListeners(emitter, 'work').length);
try {
  setTimeout(() => emitter.emit('error', new Error('while waiting')), 1);
  await once(emitter, 'later');
} catch (error) {
  console.log('rejected', error.message);
}
