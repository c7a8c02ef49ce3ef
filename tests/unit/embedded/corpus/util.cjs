const util = require('node:util');
const read = util.promisify((x, callback) => setTimeout(callback, 1, null, x * 2));
read(4).then(console.log);
util.callbackify(async () => 'value')((error, value) => console.log('callback', error, value));
console.log(
  util.isDeepStrictEqual({ a: [1] }, { a: [1] }),
  util.types.isPromise(Promise.resolve()),
  util.types.isProxy(new Proxy({}, {})),
);
console.log(
  util.format('%s', Symbol('a')),
  util.inspect(new Map([[{ a: 1 }, 'b']]), { depth: 0 }),
  util.stripVTControlCharacters('\u001b[31mred\u001b[0m'),
);
const old = util.deprecate(() => 'old', 'old() is deprecated', 'DEP_X');
process.on('warning', (warning) => console.log(warning.name, warning.code, warning.message));
console.log(old(), util.styleText('red', 'x', { validateStream: false }).length);
console.log(
  util.parseArgs({
    args: ['-f', '--bar', 'b'],
    options: { foo: { type: 'boolean', short: 'f' }, bar: { type: 'string' } },
  }).values,
);
for (const test of [
  'isAsyncFunction',
  'isGeneratorFunction',
  'isMap',
  'isDate',
  'isRegExp',
  'isNativeError',
  'isTypedArray',
  'isBoxedPrimitive',
])
  console.log(
    test,
    [
      async () => {},
      function* () {},
      new Map(),
      new Date(),
      /x/,
      new Error(),
      new Uint8Array(),
      new Number(1),
      {},
    ]
      .map((v) => Number(util.types[test](v)))
      .join(''),
  );
console.log(
  util.inspect(new Error('e')).split('\n')[0],
  util.toUSVString('a\ud800'),
  util.getSystemErrorName(-2),
);
