process.on('exit', (code) => console.log('exit', code));
Promise.reject(new Error('nobody cares'));
process.nextTick(() => console.log('tick'));
setTimeout(() => console.log('never'), 1);
