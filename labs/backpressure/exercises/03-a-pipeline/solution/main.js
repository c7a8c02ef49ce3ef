// Press Run: what is left open, and who hears of the failure? The checks do not look at this file.
import { Writable } from 'node:stream';
import { exportOrders } from './export.js';
import { watched } from './watched.js';

async function* orders() {
  try {
    yield { id: 'o-1', sku: 'BOOK-001', cents: 1990 };
    yield { id: 'o-2', sku: 'BOOK-007', cents: 900 };
    yield { id: 'o-3', sku: 'BOOK-009' }; // no price
    yield { id: 'o-4', sku: 'BOOK-001', cents: 1990 };
  } finally {
    console.log('source: closed');
  }
}

const file = new Writable({
  decodeStrings: false,
  highWaterMark: 32,
  write(line, encoding, done) {
    console.log(`file: ${String(line).trim()}`);
    setTimeout(done, 1);
  },
});

watched(file, 'file', 'characters'); // for the picture

const late = new Promise((resolve) => setTimeout(resolve, 50, 'nothing, and it never will'));
const exported = exportOrders(orders(), file).then(
  (count) => `${count} lines`,
  (error) => `the error: ${error.message}`,
);
console.log(`who exports hears: ${await Promise.race([exported, late])}`);
console.log(`file: ${file.destroyed ? 'closed' : 'left open'}`);
