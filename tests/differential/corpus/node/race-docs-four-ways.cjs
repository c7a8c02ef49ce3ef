// After Node's page on setImmediate(): four lines of which the timer and the immediate may change places.
const log = (...parts) => console.log(...parts);
setImmediate(() => log('immediate'));
setTimeout(() => log('timer'), 0);
process.nextTick(() => log('tick'));
log('at once');
