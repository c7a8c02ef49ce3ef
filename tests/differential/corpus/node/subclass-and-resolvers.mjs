class Loud extends Promise {
  then(...args) {
    console.log('then of Loud');
    return super.then(...args);
  }
}
(async () => {
  await Loud.resolve(1);
  console.log('awaited');
})();
const { promise, resolve } = Promise.withResolvers();
promise.then(console.log);
resolve('resolved from outside');
Promise.try(() => Promise.resolve('tried')).then(console.log);
