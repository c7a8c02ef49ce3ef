console.log();
console.info('info');
console.debug('debug');
console.error('to stderr');
console.warn('to stderr too');
console.group('outer');
console.log('indented');
console.group();
console.log('twice\nover two lines');
console.groupEnd();
console.groupEnd();
console.table([
  { a: 1, b: 'x' },
  { a: 2, b: 'y' },
]);
console.table(['p', 'q']);
console.table(new Map([['k', 1]]));
console.count();
console.count('x');
console.count();
console.countReset();
console.count();
console.assert(true, 'not shown');
console.assert(false, 'on stderr');
console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
console.log('%c styled', 'color: red', { a: 1 });
const { log } = console;
log('detached', Object.prototype.toString.call(console));
process.stdout.write('no newline');
process.stdout.write('\n', () => console.log('written'));
