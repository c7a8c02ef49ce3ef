const c = new AbortController();
const any = AbortSignal.any([c.signal]);
any.addEventListener('abort', () => console.log('any'));
c.signal.onabort = () => console.log('onabort');
c.signal.addEventListener('abort', () => console.log('listener'));
new Promise((_, reject) => c.signal.addEventListener('abort', () => reject(c.signal.reason))).catch((e) =>
  console.log(e),
);
console.log('before');
c.abort('why');
console.log('after');
