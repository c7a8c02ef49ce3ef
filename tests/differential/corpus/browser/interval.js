let n = 0;
const t = setInterval(() => {
  console.log(++n);
  Promise.resolve().then(() => console.log('microtask', n));
  if (n === 3) clearInterval(t);
}, 60);
