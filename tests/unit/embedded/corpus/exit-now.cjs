process.on('exit', (code) => {
  console.log('exit', code);
  setTimeout(() => console.log('never'), 0);
});
try {
  setImmediate(() => console.log('never'));
  process.exit(4);
} catch {
  console.log('not catchable');
} finally {
  console.log('no finally');
}
