process.on('uncaughtException', (error, origin) => console.log('uncaught', error.message, origin));
const target = new EventTarget();
target.addEventListener('go', () => {
  throw new Error('listener failed');
});
target.addEventListener('go', () => console.log('second listener'));
console.log(target.dispatchEvent(new Event('go')));
setTimeout(() => console.log('still alive'), 1);
