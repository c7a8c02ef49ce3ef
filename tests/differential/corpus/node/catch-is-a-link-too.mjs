Promise.resolve('through')
  .catch(() => console.log('never'))
  .then(console.log);
Promise.reject(new Error('bad'))
  .then(() => console.log('never'))
  .catch((error) => console.log(error.message));
Promise.resolve()
  .then(() => console.log(1))
  .then(() => console.log(2))
  .then(() => console.log(3));
