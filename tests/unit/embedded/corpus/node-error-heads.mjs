import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';

const head = (error) => console.log(error.stack.split('\n')[0], Object.keys(error));
const attempt = (work) => {
  try {
    work();
  } catch (error) {
    head(error);
  }
};

attempt(() => Buffer.alloc('x'));
attempt(() => new EventEmitter().on('x', 1));
attempt(() => new EventEmitter().emit('error', 5));
attempt(() => new URL('nope'));
attempt(() => setTimeout('text'));
await import('./nope.js').catch((error) =>
  console.log(error.stack.split(' ', 2), error.message.split(' ', 3)),
);
await import('no-such-package').catch((error) => console.log(error.stack.split(' ', 2), error.code));
Readable.from([1]).once('error', head).destroy(new Error('mine'));
const stream = new Readable({ read() {} });
stream.on('error', head);
stream.push(null);
stream.push('late');
