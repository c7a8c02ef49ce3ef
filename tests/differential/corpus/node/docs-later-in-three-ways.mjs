// After Node's pages on process.nextTick() and setImmediate(): what is put off in three ways, and put off again.
const log = (...parts) => console.log(...parts);
const tick = (what) => process.nextTick(() => log('tick', what));

function begin() {
  log('begin');
  setImmediate(() => {
    log('immediate');
    tick('of an immediate');
    setImmediate(() => log('immediate of an immediate'));
    setTimeout(() => log('timer'), 40);
  });
  new Promise((resolve) => resolve('promise')).then((what) => {
    log(what);
    tick('of a promise');
  });
  process.nextTick(() => {
    log('tick');
    Promise.resolve().then(() => log('promise of a tick'));
    tick('of a tick');
  });
  log('end');
}

begin();
