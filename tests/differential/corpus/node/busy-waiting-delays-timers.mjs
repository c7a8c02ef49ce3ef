const until = performance.now() + 200;
setTimeout(() => console.log('first, late'), 50);
setTimeout(() => console.log('second, late'), 120);
setTimeout(() => console.log('third, in time'), 700);
while (performance.now() < until);
console.log('done with waiting');
setImmediate(() => console.log('immediate'));
