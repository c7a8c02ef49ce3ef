// A list with a rejected promise in it: the loop throws, and a list that can be closed is closed.
const log = (...parts) => console.log(...parts);
const lists = {
  array: () => [1, Promise.reject(new Error('array')), 3],
  set: () => new Set([Promise.reject(new Error('set'))]),
  string: () => 'ab',
  generator: () =>
    (function* () {
      try {
        yield Promise.resolve(1);
        yield Promise.reject(new Error('generator'));
      } finally {
        log('generator closed');
      }
    })(),
  bare: () => ({
    [Symbol.iterator]: () => ({ next: () => ({ done: false, value: Promise.reject(new Error('bare')) }) }),
  }),
  throwing: () =>
    (function* () {
      throw new Error('throwing');
    })(),
  async: async function* () {
    yield 1;
    yield Promise.reject(new Error('async'));
  },
};
for (const [name, make] of Object.entries(lists)) {
  (async () => {
    try {
      for await (const value of make()) log(name, value);
    } catch (error) {
      log(name, 'threw', error.message);
    }
    log('after', name);
  })();
  Array.fromAsync(make()).then(
    (all) => log(name, all.length),
    (error) => log(name, 'from async', error.message),
  );
}
(async () => {
  for await (const value of [1, 2]) {
    log('left at', value);
    break;
  }
  log('after a break');
})();
let chain = Promise.resolve();
for (let n = 1; n <= 12; n++) chain = chain.then(() => log('job', n));
