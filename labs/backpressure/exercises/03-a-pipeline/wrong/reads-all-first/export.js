import { pipeline } from 'node:stream/promises';

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
export async function exportOrders(source, target, { signal } = {}) {
  let count = 0;
  async function* toLines(orders) {
    const all = [];
    for await (const order of orders) all.push(toLine(order));
    for (const line of all) {
      yield line;
      count += 1;
    }
  }
  await pipeline(source, toLines, target, { signal });
  return count;
}
