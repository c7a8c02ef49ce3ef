process.on('exit', (code) => console.log('exit', code));
setImmediate(() => console.log('never'));
process.nextTick(() => console.log('not even this'));
throw Object.assign(new TypeError('the end'), { code: 'E_END' });
