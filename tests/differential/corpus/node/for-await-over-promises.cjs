const later = (v) => new Promise((resolve) => queueMicrotask(() => resolve(v)));
(async () => {
  for await (const v of [later('a'), 'b', Promise.resolve('c')]) console.log(v);
  console.log('done');
})();
let p = Promise.resolve();
for (let i = 1; i < 10; i++) p = p.then(() => console.log('job', i));
