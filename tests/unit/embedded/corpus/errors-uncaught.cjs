process.on('exit', (code) => console.log('exit', code, process.exitCode));
setTimeout(() => console.log('never'), 1);
process.nextTick(() => console.log('no tick either'));
throw new Error('boom');
