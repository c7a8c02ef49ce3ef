process.on('exit', (code) => console.log('exit', code));
Promise.reject(new RangeError('nobody cares'));
process.nextTick(() => console.log('tick'));
setImmediate(() => console.log('never'));
