async function work(name) {
  console.log(name, 1);
  await null;
  console.log(name, 2);
  await new Promise((resolve) => setTimeout(resolve, 50));
  console.log(name, 3);
}
work('a').then(() => console.log('a is done'));
console.log('main');
