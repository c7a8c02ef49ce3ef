// Tells the picture what happens in a stream. You need not change it.
import { errorMonitor } from 'node:events';
import { trace } from './kit.js';

/** The stream itself, with every write, and everything that leaves it, recorded. */
export function watched(stream, buffer, unit) {
  trace({ type: 'BufferOpened', buffer, mark: stream.writableHighWaterMark, unit });
  const nameOf = (item) => String(item).trim();
  const sizeOf = (item) => (stream.writableObjectMode ? 1 : item.length);
  const level = () => stream.writableLength;

  const { write, _write: handle } = stream;
  let late = null; // what a stream that is done at once has to tell, until its write is told
  const tell = (event) => (late ? late.push(event) : trace(event));
  stream.write = (item, ...rest) => {
    if (stream.destroyed || stream.writableEnded) return write.call(stream, item, ...rest);
    const before = level();
    late = [];
    const goOn = write.call(stream, item, ...rest);
    const told = late;
    late = null;
    trace({ type: 'ItemWritten', buffer, item: nameOf(item), level: before + sizeOf(item), goOn });
    told.forEach(trace);
    return goOn;
  };
  stream._write = (item, encoding, done) => {
    handle.call(stream, item, encoding, (error) => {
      const left = { buffer, item: nameOf(item), level: level() - sizeOf(item) };
      if (error) tell({ type: 'ItemFailed', ...left, reason: error.message });
      else tell({ type: 'ItemHandled', ...left });
      done(error);
    });
  };

  let ended = false;
  const end = (event) => {
    if (!ended) tell({ buffer, level: level(), ...event });
    ended = true;
  };
  stream.prependListener('drain', () => trace({ type: 'BufferDrained', buffer, level: level() }));
  stream.prependListener('finish', () => end({ type: 'BufferFinished' }));
  stream.on(errorMonitor, (error) => end({ type: 'BufferDestroyed', reason: error.message }));
  stream.prependListener('close', () => end({ type: 'BufferDestroyed', reason: 'without an error' }));
  return stream;
}
