addEventListener('message', ({ data }) => {
  console.log('message', data.n);
  queueMicrotask(() => console.log('microtask of', data.n));
});
const data = { n: 1 };
postMessage(data, '*');
data.n = 2;
postMessage(data, '*');
console.log('posted');
