async function* numbers() {
  try {
    for (let i = 0; i < 3; i++) {
      console.log('yield', i);
      yield i;
    }
  } finally {
    console.log('cleanup');
  }
}
for await (const n of numbers()) {
  console.log('got', n);
  if (n === 1) break;
}
const g = numbers();
console.log(await Promise.all([g.next(), g.next(), g.return('early'), g.next()]));
for await (const value of [Promise.resolve('a'), 'b']) console.log(value);
