import assert from 'node:assert/strict';
import { Readable, Writable } from 'node:stream';
import test from 'node:test';
import { exportOrders } from './export.js';

/** Turns the loop until a promise has settled, but not for ever: { value }, { error } or { open: true }. */
async function outcome(promise, mostTurns = 400) {
  let ending = { open: true };
  Promise.resolve(promise).then(
    (value) => (ending = { value }),
    (error) => (ending = { error }),
  );
  for (let turn = 0; turn < mostTurns && ending.open; turn += 1)
    await new Promise((resolve) => setImmediate(resolve));
  return ending;
}

/** A stream may hold what its own buffer takes: 64 KiB are some 3,000 lines. Who waits for nothing makes them all. */
const MANY = 50_000;
const BUFFERED = 10_000;

const turns = () => outcome(new Promise(() => {}), 8);

function told({ value, error, open }) {
  if (open) return 'its promise is still open';
  return error === undefined ? `it gave ${value}` : `it rejected with “${error?.message ?? error}”`;
}

const orderOf = (number) => ({
  id: `o-${number}`,
  sku: `BOOK-${100 + ((number * 37) % 900)}`,
  cents: 500 + ((number * 73) % 4000),
});
const lineOf = ({ id, sku, cents }) =>
  `${id};${sku};${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}\n`;

/** The orders 1 to `count`, one by one; at `failAt` the source fails, at `noPriceAt` an order has no price. */
function createSource({ count, failAt, noPriceAt }) {
  const seen = { made: 0, closed: false };
  async function* orders() {
    try {
      for (let number = 1; number <= count; number += 1) {
        if (number === failAt) throw new Error('disk failed');
        seen.made += 1;
        yield number === noPriceAt ? { ...orderOf(number), cents: undefined } : orderOf(number);
      }
    } finally {
      seen.closed = true;
    }
  }
  return { source: orders(), seen };
}

/** A file that notes its lines; it can be slow, fail at a line, and take its time to finish. */
function createFile({ failAt, finishLate = false, stuckAt } = {}) {
  const lines = [];
  const seen = { lines, finish: () => {}, goOn: () => {} };
  const file = new Writable({
    decodeStrings: false,
    highWaterMark: 64,
    write(line, encoding, done) {
      lines.push(String(line));
      if (lines.length === failAt) setImmediate(done, new Error('disk full'));
      else if (lines.length === stuckAt) seen.goOn = done;
      else setImmediate(done);
    },
    final(done) {
      if (finishLate) seen.finish = done;
      else done();
    },
  });
  file.on('error', () => {});
  return { file, seen };
}

function begin(source, file, options) {
  const promise = (async () => exportOrders(source, file, options))();
  promise.catch(() => {});
  return promise;
}

function expectClosed({ source, file, story }) {
  assert.ok(file.destroyed, `${story} The file should be closed (destroyed), and it has been left open.`);
  assert.ok(
    source.closed,
    `${story} The source should be closed, so that its finally is run, and it has been left open.`,
  );
}

test('every order becomes a line, in its order, and the number of lines is given', async () => {
  for (const count of [0, 1, 40]) {
    const { source } = createSource({ count });
    const { file, seen } = createFile();
    const end = await outcome(begin(source, file));
    await turns();
    assert.equal(
      end.value,
      count,
      `There are ${count} orders: exportOrders should give ${count}, but ${told(end)}.`,
    );
    const wanted = Array.from({ length: count }, (_, index) => lineOf(orderOf(index + 1))).join('');
    assert.equal(
      seen.lines.join(''),
      wanted,
      `The file should hold the lines of ${count} orders, from the first to the last.`,
    );
  }
});

test('a slow file slows the source down', async () => {
  const { source, seen } = createSource({ count: MANY });
  const { file } = createFile({ stuckAt: 3 });
  const stop = new AbortController();
  const promise = begin(source, file, { signal: stop.signal });
  await outcome(promise, 100);
  assert.ok(
    seen.made <= BUFFERED,
    `The file is stuck at its third line. The source should stop as well, and it has made ${seen.made} of ${MANY} orders.`,
  );
  file.destroy();
});

test('the promise resolves when the file has finished, and not before', async () => {
  const { source } = createSource({ count: 5 });
  const { file, seen } = createFile({ finishLate: true });
  const promise = begin(source, file);
  const early = await outcome(promise, 60);
  assert.equal(
    seen.lines.join('').split('\n').length - 1,
    5,
    `5 lines should be written by now; the file holds ${JSON.stringify(seen.lines.join(''))}.`,
  );
  assert.ok(
    early.open,
    `All lines are written, but the file has not finished; exportOrders should wait, but ${told(early)}.`,
  );
  seen.finish();
  const end = await outcome(promise);
  assert.equal(end.value, 5, `The file has finished: exportOrders should give 5, but ${told(end)}.`);
});

test('a file that fails ends the export with its error, and closes the source', async () => {
  for (const failAt of [1, 6]) {
    const { source, seen } = createSource({ count: MANY });
    const { file } = createFile({ failAt });
    const end = await outcome(begin(source, file));
    await turns();
    const story = `The file fails at line ${failAt} with “disk full”.`;
    assert.equal(
      end.error?.message,
      'disk full',
      `${story} exportOrders should reject with that, but ${told(end)}.`,
    );
    expectClosed({ source: seen, file, story });
    assert.ok(
      seen.made <= BUFFERED,
      `${story} The source has made ${seen.made} of ${MANY} orders all the same.`,
    );
  }
});

test('a source that fails ends the export with its error, and closes the file', async () => {
  for (const failAt of [1, 4]) {
    const { source, seen } = createSource({ count: 9, failAt });
    const { file } = createFile();
    const end = await outcome(begin(source, file));
    await turns();
    const story = `The source fails before order ${failAt} with “disk failed”.`;
    assert.equal(
      end.error?.message,
      'disk failed',
      `${story} exportOrders should reject with that, but ${told(end)}.`,
    );
    expectClosed({ source: seen, file, story });
    assert.equal(file.writableFinished, false, `${story} The file should not end as if it were whole.`);
  }
});

test('an order that makes no line ends the export with its error, and closes both ends', async () => {
  for (const noPriceAt of [1, 7]) {
    const { source, seen } = createSource({ count: 3000, noPriceAt });
    const { file, seen: written } = createFile();
    const end = await outcome(begin(source, file));
    await turns();
    const story = `o-${noPriceAt} has no price.`;
    assert.ok(
      end.error?.message.includes(`o-${noPriceAt} has no price`),
      `${story} exportOrders should reject with the error that says so, but ${told(end)}.`,
    );
    expectClosed({ source: seen, file, story });
    const after = written.lines.join('').includes(`o-${noPriceAt + 1};`);
    assert.equal(after, false, `${story} The line of o-${noPriceAt + 1} was written all the same.`);
  }
});

test('a Readable as source is closed as well', async () => {
  const source = Readable.from(createSource({ count: 4000 }).source);
  source.on('error', () => {});
  const { file } = createFile({ failAt: 2 });
  const end = await outcome(begin(source, file));
  await turns();
  assert.equal(
    end.error?.message,
    'disk full',
    `The file fails with “disk full”: exportOrders should reject with that, but ${told(end)}.`,
  );
  assert.ok(
    source.destroyed,
    'The file has failed, and the Readable that brings the orders has been left open.',
  );
});

test('a file that is closed in the middle is a failure, too', async () => {
  const { source, seen } = createSource({ count: 5000 });
  const { file } = createFile({ stuckAt: 4 });
  const promise = begin(source, file);
  await turns();
  file.destroy();
  const end = await outcome(promise);
  assert.ok(
    end.error instanceof Error,
    `The file was closed after a few of 5,000 lines: exportOrders should reject, but ${told(end)}.`,
  );
  await turns();
  assert.ok(seen.closed, 'The file was closed by somebody else, and the source has been left open.');
});

test('an abort ends the export with an AbortError, and closes both ends', async () => {
  for (const stuckAt of [2, 5]) {
    const { source, seen } = createSource({ count: 5000 });
    const { file, seen: written } = createFile({ stuckAt });
    const stop = new AbortController();
    const promise = begin(source, file, { signal: stop.signal });
    await turns();
    stop.abort();
    const end = await outcome(promise);
    await turns();
    const story = `The signal aborts while line ${stuckAt} is being written.`;
    assert.equal(
      end.error?.name,
      'AbortError',
      `${story} exportOrders should reject with an AbortError, but ${told(end)}.`,
    );
    expectClosed({ source: seen, file, story });
    assert.equal(
      written.lines.length,
      stuckAt,
      `${story} ${written.lines.length} pieces were written to the file.`,
    );
  }
});

test('an abort is heard while the source has nothing to give', async () => {
  const source = new Readable({ objectMode: true, read() {} });
  source.on('error', () => {});
  const { file, seen } = createFile();
  const stop = new AbortController();
  const promise = begin(source, file, { signal: stop.signal });
  for (const number of [1, 2]) source.push(orderOf(number));
  await turns();
  stop.abort();
  const end = await outcome(promise);
  await turns();
  const story = `The source has given two orders, ${seen.lines.length} pieces are written, and it has nothing more to give when the signal aborts.`;
  assert.equal(
    end.error?.name,
    'AbortError',
    `${story} exportOrders should reject with an AbortError, but ${told(end)}.`,
  );
  assert.ok(
    file.destroyed && source.destroyed,
    `${story} Source and file should be closed; the source is ${source.destroyed ? 'closed' : 'open'}, the file is ${file.destroyed ? 'closed' : 'open'}.`,
  );
});

test('with a signal that has aborted before, nothing is written', async () => {
  const { source } = createSource({ count: 9 });
  const { file, seen } = createFile();
  const end = await outcome(begin(source, file, { signal: AbortSignal.abort() }));
  await turns();
  assert.equal(
    end.error?.name,
    'AbortError',
    `The signal had aborted before: exportOrders should reject with an AbortError, but ${told(end)}.`,
  );
  assert.equal(
    seen.lines.length,
    0,
    `The signal had aborted before, and the file holds ${seen.lines.length} pieces.`,
  );
});
