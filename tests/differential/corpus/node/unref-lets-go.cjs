setTimeout(() => console.log('never'), 500).unref();
setTimeout(() => console.log('the last'), 40);
process.on('exit', () => console.log('exit'));
