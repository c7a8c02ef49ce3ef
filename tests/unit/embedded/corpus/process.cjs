console.log(
  process.argv.length,
  require('node:path').basename(process.argv[1]),
  typeof process.pid,
  process.platform,
  process.version.split('.')[0],
);
process.env.FOO = 'bar';
console.log(process.env.FOO, process.env.NOPE, 'FOO' in process.env, process.title.length > 0);
console.log(
  require('node:path').basename(__filename),
  typeof __dirname,
  require.main === module,
  module.id,
  this === module.exports,
);
console.log(
  process.memoryUsage().heapUsed >= 0,
  typeof process.cwd(),
  process.release.name,
  Object.prototype.toString.call(process),
);
try {
  process.nextTick('no');
} catch (error) {
  console.log(error.code, error.message);
}
try {
  setTimeout('no');
} catch (error) {
  console.log(error.code);
}
try {
  process.exitCode = 'x';
} catch (error) {
  console.log(error.code);
}
try {
  queueMicrotask();
} catch (error) {
  console.log(error.code);
}
process.emitWarning('careful', 'CustomWarning', 'W1');
process.on('warning', (warning) => console.log(warning.name, warning.code));
process.emit('custom', 1);
console.log(process.listenerCount('warning') >= 1, process.exitCode, process.argv0.length > 0);
