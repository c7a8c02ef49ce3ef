console.log('the program');

setTimeout(() => console.log('timer'), 20);
setImmediate(() => console.log('immediate'));
queueMicrotask(() => console.log('microtask'));
process.nextTick(() => console.log('next tick'));

console.log('the program ends');
