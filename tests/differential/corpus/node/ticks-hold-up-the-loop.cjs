let left = 20;
setImmediate(() => console.log('immediate, with', left, 'ticks left'));
(function again() {
  if (--left > 0) process.nextTick(again);
})();
