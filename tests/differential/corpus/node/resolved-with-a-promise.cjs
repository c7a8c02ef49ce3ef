const p = Promise.resolve('p');
console.log(Promise.resolve(p) === p);
new Promise((resolve) => resolve(p)).then(() => console.log('resolved with p'));
Promise.resolve(p).then(() => console.log('p itself'));
p.then(() => console.log(1))
  .then(() => console.log(2))
  .then(() => console.log(3));
