import { EventEmitter, once } from 'node:events';
const e = new EventEmitter();
e.on('x', () => console.log('listener'));
once(e, 'x').then(([v]) => console.log('once', v));
process.nextTick(() => console.log('tick'));
console.log('before');
e.emit('x', 1);
console.log('after');
