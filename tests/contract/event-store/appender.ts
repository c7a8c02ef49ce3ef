/**
 * A process of its own that appends to an event store on disk, for tests that kill it or let two of them compete.
 * Arguments: file, stream, events per batch, batches. Prints one line, the batch's number, after each append.
 */
import { writeSync } from 'node:fs';
import { openSqliteEventStore } from '#brokers/sqlite-event-store/open.ts';
import { ConflictError } from '#sim/event-store/event-store.ts';

const [file = '', stream = '', size, batches] = process.argv.slice(2);
const store = openSqliteEventStore({ file });

for (let batch = 1; batch <= Number(batches); batch++) {
  const events = Array.from({ length: Number(size) }, (_, part) => ({
    type: 'PartRecorded',
    writer: process.pid,
    batch,
    part,
    padding: 'x'.repeat(200),
  }));
  for (;;) {
    try {
      store.append(stream, store.version(stream), events);
      break;
    } catch (error) {
      // Another process was faster: its events are there now, and ours come behind them.
      if (!(error instanceof ConflictError)) throw error;
      writeSync(2, 'conflict\n');
    }
  }
  writeSync(1, `${batch}\n`);
}
store.close();
