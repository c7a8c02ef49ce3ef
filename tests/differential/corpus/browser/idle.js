requestIdleCallback((deadline) => {
  console.log('idle', typeof deadline.timeRemaining(), deadline.didTimeout);
  queueMicrotask(() => console.log('microtask'));
});
console.log('script ends');
