console.log(
  new Promise(() => {}),
  (async () => {
    await 1;
  })(),
);
const p = Promise.resolve(1);
p.then((value) => console.log('value', value));
console.log(typeof Promise, Promise.name, Promise.prototype.constructor === Promise, p instanceof Promise);
console.log(Promise.resolve(42), Promise.resolve({ a: 1 }), Promise.resolve(p) === p);
const rejected = Promise.reject(new RangeError('no').message);
console.log(rejected);
rejected.catch(() => {});
console.log(Promise.resolve.name, Promise.reject.length, Object.keys(Promise));
class Sub extends Promise {}
console.log(Sub.resolve(1) instanceof Sub);
