process.on('uncaughtException', (error, origin) => {
  console.log('caught', error.message, origin);
});
process.nextTick(() => console.log('tick still runs'));
setTimeout(() => {
  throw new Error('in timer');
}, 1);
setTimeout(() => {
  console.log('next timer');
  // From here: set beside the timers it would race with them.
  setImmediate(() => {
    process.nextTick(() => {
      throw new Error('in tick');
    });
  });
}, 1);
Promise.resolve().then(() => {
  queueMicrotask(() => {
    throw new Error('in microtask');
  });
});
throw new Error('in main');
