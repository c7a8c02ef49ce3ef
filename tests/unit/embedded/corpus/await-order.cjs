const log = console.log;
async function one() {
  log('one a');
  await null;
  log('one b');
  await two();
  log('one c');
}
async function two() {
  log('two a');
  await new Promise((resolve) => setImmediate(resolve));
  log('two b');
  return 'two';
}
const thenable = {
  then(resolve) {
    log('then called');
    resolve('thenable');
  },
};
async function three() {
  log(await thenable);
  return Promise.resolve('three');
}
one().then(() => log('one done'));
three().then(log);
Promise.resolve()
  .then(() => log('p1'))
  .then(() => log('p2'))
  .then(() => log('p3'))
  .then(() => log('p4'));
log('end');
