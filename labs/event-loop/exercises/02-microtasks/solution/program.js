// Press Run to see what this prints. The checks do not look at this file: change it as you like.
console.log('A: order received');
setTimeout(() => {
  console.log('B: reminder');
}, 0);
queueMicrotask(() => {
  console.log('C: receipt');
  queueMicrotask(() => console.log('D: copy of the receipt'));
});
console.log('E: goodbye');
