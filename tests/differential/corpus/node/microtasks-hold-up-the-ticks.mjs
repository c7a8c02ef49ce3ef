setImmediate(() => {
  process.nextTick(() => console.log('tick'));
  let left = 3;
  (function again() {
    console.log('microtask', left);
    if (--left > 0) queueMicrotask(again);
  })();
});
