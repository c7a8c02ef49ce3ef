process.on('exit', (code) => console.log('exit', code));
process.nextTick(() => console.log('never'));
Promise.resolve().then(() => {
  console.log('last words');
  process.exit(5);
});
Promise.resolve().then(() => console.log('never'));
