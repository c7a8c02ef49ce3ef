const log = console.log;
setTimeout(log, 90, 'ninety');
setTimeout(log, 10, 'ten');
setTimeout(log, 50, 'fifty a');
setTimeout(() => {
  log('fifty b');
  process.nextTick(log, 'tick after fifty b');
  Promise.resolve().then(() => log('micro after fifty b'));
}, 50);
setTimeout(log, 50, 'fifty c');
let count = 0;
setTimeout(() => {
  const interval = setInterval(() => {
    log('interval', ++count);
    if (count === 3) clearInterval(interval);
  }, 7);
}, 100);
const never = setTimeout(() => log('never'), 15);
clearTimeout(never);
const loose = setTimeout(() => log('unreferenced'), 1000);
loose.unref();
log(loose.hasRef(), typeof loose[Symbol.toPrimitive](), loose.constructor.name);
