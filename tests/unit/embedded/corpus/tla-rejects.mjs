process.nextTick(() => console.log('tick'));
await new Promise((resolve) => setTimeout(resolve, 1));
console.log('after');
await Promise.reject(new RangeError('top level'));
