process.on('beforeExit', (code) => {
  console.log('beforeExit', code);
  if (!globalThis.again) {
    globalThis.again = true;
    setTimeout(() => console.log('kept alive'), 1);
  }
});
process.on('exit', (code) => {
  console.log('exit', code);
  process.exitCode = 5;
});
process.exitCode = 3;
