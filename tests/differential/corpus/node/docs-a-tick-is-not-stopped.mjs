// After Node's page on process.nextTick(): arguments are handed over, and the code around goes on first.
const log = (...parts) => console.log(...parts);

function api(given, callback) {
  if (typeof given !== 'string') return process.nextTick(callback, new TypeError('given must be a string'));
  return process.nextTick(callback, null, given.length);
}

let known = 'not yet';
api(5, (error) => log(error.message, known));
api('five', (error, length) => log(error, length, known));
known = 'by now';
log('main');
