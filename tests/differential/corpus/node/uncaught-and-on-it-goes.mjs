process.on('uncaughtException', (error, origin) => {
  console.log(origin, error.message);
  process.nextTick(() => console.log('tick of the handler'));
});
process.nextTick(() => console.log('first tick'));
process.nextTick(() => {
  throw new Error('in a tick');
});
process.nextTick(() => console.log('last tick'));
Promise.resolve().then(() => console.log('promise'));
queueMicrotask(() => {
  throw new Error('in a microtask');
});
setImmediate(() => {
  throw new Error('in an immediate');
});
setImmediate(() => console.log('next immediate'));
