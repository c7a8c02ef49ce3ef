async function* numbers() {
  try {
    yield 1;
    yield 2;
  } finally {
    console.log('cleaning up');
    await null;
  }
}
const g = numbers();
for (const [name, request] of Object.entries({ a: g.next(), b: g.return('r'), c: g.next() }))
  request.then(({ value, done }) => console.log(name, value, done));
console.log('asked three times');
