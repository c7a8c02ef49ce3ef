import { Readable, Transform } from 'node:stream';

/** The line of one order in the export, for example 'o-1;BOOK-001;19.90'. Throws if the order has no price. */
function toLine({ id, sku, cents }) {
  if (!Number.isInteger(cents)) throw new Error(`${id} has no price`);
  return `${id};${sku};${(cents / 100).toFixed(2)}\n`;
}

/**
 * Writes a line for every order.
 *
 * @param source  the orders, { id, sku, cents }: an async iterable or a Readable
 * @param target  a Writable of text
 * @param options.signal ends it from outside
 * @returns a promise of the number of lines, as soon as the target has finished; it rejects if a part fails
 */
export function exportOrders(source, target, { signal } = {}) {
  let count = 0;
  const lines = new Transform({
    writableObjectMode: true,
    transform(order, encoding, done) {
      try {
        done(null, toLine(order));
        count += 1;
      } catch (error) {
        done(error);
      }
    },
  });
  const orders = Readable.from(source);
  return new Promise((resolve, reject) => {
    for (const stream of [orders, lines, target]) stream.on('error', reject);
    signal?.addEventListener('abort', () => reject(signal.reason));
    orders.pipe(lines).pipe(target);
    target.on('finish', () => resolve(count));
  });
}
