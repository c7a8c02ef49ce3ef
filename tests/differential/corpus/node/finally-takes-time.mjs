Promise.resolve('v')
  .finally(() => console.log('finally'))
  .then(console.log);
Promise.resolve('w')
  .then((v) => v)
  .then(console.log);
Promise.resolve()
  .then(() => console.log(1))
  .then(() => console.log(2))
  .then(() => console.log(3))
  .then(() => console.log(4));
