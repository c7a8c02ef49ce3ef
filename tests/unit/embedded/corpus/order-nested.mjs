const log = console.log;
process.nextTick(() => {
  log('tick 1');
  Promise.resolve().then(() => log('micro in tick'));
  process.nextTick(() => log('tick in tick'));
});
Promise.resolve().then(() => {
  log('micro 1');
  process.nextTick(() => log('tick in micro'));
  queueMicrotask(() => log('micro in micro'));
});
setImmediate(() => {
  log('immediate 1');
  process.nextTick(() => log('tick in immediate'));
  Promise.resolve().then(() => log('micro in immediate'));
  setImmediate(() => log('immediate in immediate'));
  setTimeout(() => log('timeout in immediate'), 500);
});
setImmediate(() => log('immediate 2'));
