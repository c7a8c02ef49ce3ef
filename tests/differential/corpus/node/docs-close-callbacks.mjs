import { Readable } from 'node:stream';
const s = new Readable({ read() {} });
s.on('close', () => console.log('close'));
s.destroy();
console.log('destroyed');
process.nextTick(() => console.log('tick'));
setImmediate(() => console.log('immediate'));
