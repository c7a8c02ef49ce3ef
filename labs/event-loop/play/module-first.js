import { nextTick } from 'node:process';

nextTick(() => console.log('next tick'));
queueMicrotask(() => console.log('microtask'));
Promise.resolve().then(() => {
  console.log('promise');
  nextTick(() => console.log('next tick of the promise'));
  queueMicrotask(() => console.log('microtask of the promise'));
});

console.log('the module ends');
