const { readFile } = require('node:fs');

function fail() {
  try {
    throw new Error('caught');
  } catch (error) {
    console.log(error.message);
  }
}

let rounds = 0;
const every = setInterval(function tickTock() {
  console.log('interval', ++rounds);
  if (rounds === 2) clearInterval(every);
}, 10);

Promise.resolve('a')
  .then((value) => {
    process.nextTick(() => console.log('tick from microtask'));
    return value + 'b';
  })
  .finally(() => console.log('finally'))
  .then(console.log);

readFile(__filename, () => {
  setTimeout(() => console.log('timeout after read'), 0);
  setImmediate(() => console.log('immediate after read'));
});
process.nextTick(fail);
const cancelled = setTimeout(() => console.log('never'), 50);
clearTimeout(cancelled);
const { port1, port2 } = new MessageChannel();
port2.onmessage = ({ data }) => {
  console.log('message', data);
  port1.close();
};
port1.postMessage({ n: 1 });
console.log('main ends');
