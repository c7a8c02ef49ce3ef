process.nextTick(() => console.log('tick'));
queueMicrotask(() => console.log('microtask'));
console.log('before');
await null;
console.log('after one await');
await new Promise((resolve) => setImmediate(resolve));
console.log('after an immediate');
process.nextTick(() => console.log('second tick'));
Promise.resolve().then(() => console.log('second promise'));
