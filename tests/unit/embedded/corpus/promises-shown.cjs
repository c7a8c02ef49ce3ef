console.log(
  new Promise(() => {}),
  (async () => {
    await 1;
  })(),
);
const p = Promise.resolve(1);
p.then((value) => console.log('value', value));
console.log(typeof Promise, Promise.name, Promise.prototype.constructor === Promise, p instanceof Promise);
