let out = [];
let p = Promise.resolve();
for (let i = 1; i < 30; i++) p = p.then(() => out.push(i));
const w = (n, q) =>
  q.then(
    () => out.push(n),
    () => out.push(n + '!'),
  );
w('builtin', import('node:events'));
w('missing', import('./nowhere.mjs'));
w('nobuiltin', import('node:nothing'));
w('bare', import('bare-name'));
w('again', import('node:events'));
setTimeout(() => console.log(out.join(' ')), 50);
