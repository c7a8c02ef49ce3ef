process.on('exit', (code) => console.log('exit', code));
process.nextTick(() => console.log('tick'));
await null;
throw new TypeError('the end');
