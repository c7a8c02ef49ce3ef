console.log('sync');
setTimeout(() => console.log('timeout'), 30);
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('micro'));
queueMicrotask(() => console.log('queued'));
console.log('end');
