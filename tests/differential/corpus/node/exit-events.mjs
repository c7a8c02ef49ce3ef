process.on('beforeExit', () => {
  console.log('before exit');
  if (!process.again) {
    process.again = true;
    setImmediate(() => console.log('once more'));
  }
});
process.on('exit', (code) => {
  console.log('exit', code);
  setImmediate(() => console.log('never'));
  process.nextTick(() => console.log('never'));
});
process.exitCode = 3;
