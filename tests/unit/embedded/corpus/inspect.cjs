const util = require('node:util');
class Order {
  #secret = 1;
  id = 5;
  get total() {
    return 10;
  }
  static tax = 2;
}
class Special extends Order {}
const cyclic = { name: 'loop' };
cyclic.self = cyclic;
console.log(new Order(), new Special(), Order, Special, class {}, cyclic);
console.log([1, , 3], [undefined, null], new Array(5), [[[[1]]]], { a: { b: { c: { d: 1 } } } });
console.log(new Map([['a', { x: 1 }]]), new Set([1, 'two', [3]]), new WeakMap(), Symbol('s'), 10n, -0);
console.log(new Date(0), /re/gi, new Error('shown').message, [1.5, "it's", 'q\'"`'], 'top level');
console.log(
  function named() {},
  () => {},
  async () => {},
  function* gen() {},
  async function* both() {},
  Math.max,
);
console.log(Object.create(null), Object.create({ inherited: 1 }), {
  [Symbol('k')]: 1,
  'key with space': 2,
  get g() {
    return 1;
  },
  set g(v) {},
});
console.log(
  new Uint8Array(3),
  new ArrayBuffer(4),
  new DataView(new ArrayBuffer(2)),
  [1, 2, 3].values(),
  new Map([[1, 2]]).entries(),
);
console.log(
  '%s is %d years and %i, %f, %j %o %O %%',
  'Bob',
  42.5,
  42.9,
  '1.5',
  { a: 1 },
  [1],
  { b: { c: {} } },
  'extra',
);
console.log(
  util.inspect('a\nb'),
  util.inspect({ long: 'x'.repeat(100), other: 'y'.repeat(20) }),
  util.inspect([...'abcdefghijklmnopqrstuvwxyz']),
);
console.log(
  util.inspect({ a: 1, b: { c: 2 } }, { compact: false, depth: 0 }),
  util.inspect(new Proxy({ a: 1 }, {})),
  util.inspect(new Proxy({ a: 1 }, {}), { showProxy: true }),
);
console.log(
  Object.assign(() => {}, { prop: 1 }),
  new (class Foo extends Map {})([[1, 2]]),
  new (class extends Array {})(3),
);
console.log(
  [new Boolean(true), new Number(3), new String('abc'), Object(Symbol('x')), Object(1n)],
  (function () {
    return arguments;
  })(1, 2),
);
console.log({ undefined: undefined, null: null, nan: NaN, neg: -1 }, [true, false], 'a'.repeat(10), [
  ['a', 1],
  ['b', 2],
]);
console.log(
  Array.from({ length: 120 }, (_, i) => i),
  'x'.repeat(5),
);
console.log(
  {
    [util.inspect.custom]() {
      return 'CUSTOM';
    },
  },
  {
    toString() {
      return 'no';
    },
  },
  globalThis === global,
);
