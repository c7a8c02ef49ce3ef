process.on('unhandledRejection', (reason, promise) =>
  console.log('unhandled', reason.message, promise instanceof Promise),
);
process.on('rejectionHandled', () => console.log('handled late'));
const late = Promise.reject(new Error('late'));
Promise.reject(new Error('in time')).catch((error) => console.log('caught', error.message));
const soon = Promise.reject(new Error('handled in a tick'));
process.nextTick(() => soon.catch((error) => console.log('caught', error.message)));
setTimeout(() => late.catch((error) => console.log('caught', error.message)), 100);
setImmediate(() => console.log('immediate'));
