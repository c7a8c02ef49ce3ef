// Resolving with an object reads its `then` once, and asks nothing else.
const watched = (name, target) =>
  new Proxy(target, {
    get: (object, key) => (console.log(name, 'get', String(key)), Reflect.get(object, key)),
    has: (object, key) => (console.log(name, 'has', String(key)), Reflect.has(object, key)),
    getPrototypeOf: (object) => (console.log(name, 'prototype'), Reflect.getPrototypeOf(object)),
  });
Promise.resolve(watched('object', { a: 1 })).then(() => console.log('resolved'));
Promise.resolve(Object.create(watched('parent', {}))).then(() => console.log('resolved with a child'));
Promise.resolve(watched('thenable', { then: (done) => done('v') })).then(console.log);
Promise.reject(watched('reason', {})).catch(() => console.log('caught'));
(async () => {
  await watched('awaited', {});
  console.log('went on');
  return watched('returned', {});
})().then(() => console.log('async done'));
