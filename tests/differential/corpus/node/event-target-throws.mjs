process.on('uncaughtException', (error) => console.log('uncaught', error.message));
const t = new EventTarget();
t.addEventListener('x', () => {
  throw new Error('first listener');
});
t.addEventListener('x', () => console.log('second listener'));
process.nextTick(() => console.log('tick'));
console.log(t.dispatchEvent(new Event('x')));
Promise.resolve().then(() => console.log('promise'));
