async function walk(name) {
  for (let i = 0; i < 3; i++) {
    console.log(name, i);
    await null;
  }
  return name;
}
walk('a').then(console.log);
walk('b').then(console.log);
console.log('main');
