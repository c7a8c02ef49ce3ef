process.on('exit', (code) => console.log('exit', code));
async function work() {
  await null;
  throw new TypeError('in async function');
}
work();
setImmediate(() => console.log('never'));
console.log('main done');
