// An async generator awaits what it returns, a call's result too.
const log = (...parts) => console.log(...parts);
const later = (value) => (async () => Promise.resolve(value))();
const ways = {
  value: async function* () {
    return 1;
  },
  promise: async function* () {
    return Promise.resolve(1);
  },
  call: async function* () {
    return later(1);
  },
  chosen: async function* () {
    return true && later(1);
  },
  either: async function* () {
    return later ? later(1) : 2;
  },
  tagged: async function* () {
    return later`1`;
  },
  caught: async function* () {
    try {
      throw 1;
    } catch {
      return later(1);
    }
  },
  rejected: async function* () {
    return Promise.reject(new Error('no'));
  },
};
for (const [name, make] of Object.entries(ways)) {
  make()
    .next()
    .then(
      ({ value, done }) => log(name, String(value), done),
      (error) => log(name, error.message),
    );
  (async () => {
    try {
      for await (const never of make()) log(never);
    } catch (error) {
      log(name, 'threw', error.message);
    }
    log('after', name);
  })();
}
let chain = Promise.resolve();
for (let n = 1; n <= 8; n++) chain = chain.then(() => log('job', n));
