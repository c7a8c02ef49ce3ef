// Press Run to see what this prints. The checks do not look at this file: change it as you like.
setTimeout(() => {
  console.log('A: order received');
  setImmediate(() => console.log('B: statistics'));
  Promise.resolve().then(() => console.log('C: receipt'));
  process.nextTick(() => console.log('D: stock reserved'));
  console.log('E: goodbye');
}, 0);
