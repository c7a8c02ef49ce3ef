// Press Run, and drag through the levels. The checks do not look at this file: change it as you like.
import { Writable } from 'node:stream';
import { printAll } from './print.js';
import { watched } from './watched.js';

let made = 0;
let printed = 0;
let most = 0;
function* orders() {
  while (made < 100) {
    made += 1;
    most = Math.max(most, made - printed);
    yield `o-${made}`;
  }
}

const printer = new Writable({
  objectMode: true,
  highWaterMark: 8,
  write(label, encoding, done) {
    setTimeout(() => {
      printed += 1;
      done();
    }, 1);
  },
});
watched(printer, 'printer', 'labels'); // for the picture

const count = await printAll(orders(), printer);
console.log(`${count} labels, ${printed} of them printed by now`);
console.log(`at most ${most} orders made and not yet printed`);
