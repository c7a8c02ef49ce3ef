const settled = Promise.resolve();
const count = (name, p) => p.then(() => console.log(name));
count('return value', (async () => 1)());
count('return promise', (async () => settled)());
count('return await promise', (async () => await settled)());
let ticks = settled;
for (let i = 1; i <= 5; i++) ticks = ticks.then(() => console.log('job', i));
