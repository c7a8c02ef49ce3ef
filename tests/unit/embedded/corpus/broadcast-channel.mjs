const a = new BroadcastChannel('news');
const b = new BroadcastChannel('news');
const c = new BroadcastChannel('other');
b.onmessage = (event) => {
  console.log('b', event.data);
  a.close();
  b.close();
  c.close();
};
c.onmessage = () => console.log('never');
a.onmessage = () => console.log('not to itself');
a.postMessage({ headline: 'hi' });
console.log(a.name);
