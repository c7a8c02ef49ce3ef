import { EventEmitter } from 'node:events';
const e = new EventEmitter();
e.on('a', () => { try { process.exit(4); } finally { console.log('finally runs not'); } });
process.on('exit', (c) => { console.log('exit', c); try { process.exit(5); } catch (x) { console.log('never', x); } });
setImmediate(() => e.emit('a')); process.nextTick(() => console.log('tick'));
