setTimeout(() => console.log('never'), 1);
await Promise.resolve();
console.log('leaving');
process.exit();
