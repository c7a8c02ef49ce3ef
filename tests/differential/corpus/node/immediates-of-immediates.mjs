setImmediate(() => {
  console.log('1');
  setImmediate(() => console.log('next turn'));
  process.nextTick(() => console.log('tick between'));
  Promise.resolve().then(() => console.log('microtask between'));
});
setImmediate(() => console.log('2'));
