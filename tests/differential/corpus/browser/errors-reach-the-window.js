addEventListener('error', (event) => {
  console.log('error', event.error.message);
  event.preventDefault();
});
setTimeout(() => {
  throw new Error('in a timer');
}, 0);
queueMicrotask(() => {
  throw new Error('in a microtask');
});
queueMicrotask(() => console.log('next microtask'));
reportError(new Error('reported'));
console.log('script goes on');
