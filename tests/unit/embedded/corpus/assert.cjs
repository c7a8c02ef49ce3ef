const assert = require('node:assert/strict');
const attempt = (name, check) => {
  try {
    check();
    console.log(name, 'ok');
  } catch (error) {
    console.log(name, error.code, error.message);
  }
};
attempt('equal', () => assert.equal(1, 2));
attempt('deep', () => assert.deepEqual({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }));
attempt('deep ok', () => assert.deepEqual(new Map([[1, { a: 1 }]]), new Map([[1, { a: 1 }]])));
attempt('message', () => assert.equal(1, 2, 'own words'));
attempt('throws', () =>
  assert.throws(
    () => {
      throw new TypeError('right');
    },
    { name: 'TypeError', message: /wrong/ },
  ),
);
attempt('no throw', () => assert.throws(() => {}));
attempt('match', () => assert.match('abc', /x/));
attempt('not', () => assert.notEqual(1, 1));
attempt('fail', () => assert.fail('failed'));
attempt('ifError', () => assert.ifError(null));
attempt('long', () =>
  assert.deepEqual(
    Array.from({ length: 30 }, (_, i) => i),
    Array.from({ length: 30 }, (_, i) => (i === 15 ? -1 : i)),
  ),
);
attempt('string', () => assert.equal('a\nb\nc', 'a\nx\nc'));
assert
  .rejects(async () => {
    throw new Error('async');
  }, /async/)
  .then(() => console.log('rejects ok'));
assert.rejects(Promise.resolve(1)).catch((error) => console.log(error.message));
attempt('ok', () => assert.ok(1 > 2));
attempt('called', () => assert(typeof assert === 'string' || [1].includes(2)));
attempt('nothing', () => assert.ok());
