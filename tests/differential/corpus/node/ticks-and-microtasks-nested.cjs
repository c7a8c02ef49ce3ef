Promise.resolve().then(() => {
  console.log('p1');
  process.nextTick(() => console.log('tick from p1'));
  queueMicrotask(() => console.log('micro from p1'));
});
process.nextTick(() => {
  console.log('t1');
  queueMicrotask(() => console.log('micro from t1'));
  process.nextTick(() => console.log('tick from t1'));
});
Promise.resolve().then(() => console.log('p2'));
