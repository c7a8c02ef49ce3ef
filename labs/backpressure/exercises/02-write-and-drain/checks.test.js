import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import test from 'node:test';
import { printAll } from './print.js';

/** Turns the loop until a promise has settled, but not for ever: { value }, { error } or { open: true }. */
async function outcome(promise, mostTurns = 600) {
  let ending = { open: true };
  Promise.resolve(promise).then(
    (value) => (ending = { value }),
    (error) => (ending = { error }),
  );
  for (let turn = 0; turn < mostTurns && ending.open; turn += 1)
    await new Promise((resolve) => setImmediate(resolve));
  return ending;
}

const turns = () => outcome(new Promise(() => {}), 5);

function told({ value, error, open }) {
  if (open) return 'its promise is still open';
  return error === undefined ? `it gave ${value}` : `it threw “${error?.message ?? error}”`;
}

/** So many orders, made one by one; it knows how many were made, and whether it was closed before its end. */
function createOrders(count) {
  const orders = {
    made: 0,
    ended: false,
    *[Symbol.iterator]() {
      try {
        while (orders.made < count) {
          orders.made += 1;
          yield `o-${orders.made}`;
        }
      } finally {
        orders.ended = true;
      }
    },
  };
  return orders;
}

/** A printer that notes what it is given, and how much waits in it at most. */
function createPrinter({ highWaterMark, objectMode = true, failAt = Infinity, open = false }) {
  const seen = { labels: [], most: 0, finish: () => {} };
  const printer = new Writable({
    objectMode,
    highWaterMark,
    decodeStrings: false,
    write(label, encoding, done) {
      seen.most = Math.max(seen.most, printer.writableLength);
      const end = () => {
        seen.most = Math.max(seen.most, printer.writableLength);
        seen.labels.push(label);
        if (seen.labels.length === failAt) done(new Error('out of paper'));
        else done();
      };
      if (open) seen.finish = end;
      else setImmediate(end);
    },
  });
  // So that nobody but printAll can be harmed by an error.
  printer.on('error', () => {});
  return { printer, seen };
}

const labelsOf = (count) => Array.from({ length: count }, (_, index) => `label for o-${index + 1}\n`);

test('a label for every order is printed, in their order, each once', async () => {
  for (const count of [1, 4, 23]) {
    const { printer, seen } = createPrinter({ highWaterMark: 4 });
    const end = await outcome(printAll(createOrders(count), printer));
    await turns();
    await outcome(
      new Promise((resolve) => (printer.writableFinished ? resolve() : printer.once('close', resolve))),
    );
    assert.deepEqual(
      seen.labels,
      labelsOf(count),
      `${count} labels should be printed, from o-1 to o-${count}, each with a line end; printed were ${seen.labels.length}, the last is ${JSON.stringify(seen.labels.at(-1))}. ${told(end)}.`,
    );
  }
});

test('never more waits in the printer than its high-water mark', async () => {
  for (const highWaterMark of [1, 3, 7, 16]) {
    const { printer, seen } = createPrinter({ highWaterMark });
    await outcome(printAll(createOrders(60), printer));
    assert.ok(
      seen.most <= highWaterMark,
      `The high-water mark is ${highWaterMark}; at most ${seen.most} labels were in the printer at a time.`,
    );
  }
});

test('the mark is the stream’s own, and may count bytes', async () => {
  for (const highWaterMark of [40, 200]) {
    const { printer, seen } = createPrinter({ highWaterMark, objectMode: false });
    await outcome(printAll(createOrders(50), printer));
    // The write that reaches the mark may pass it by one label.
    const most = highWaterMark + 'label for o-50\n'.length;
    assert.ok(
      seen.most <= most,
      `The high-water mark is ${highWaterMark} bytes; up to ${seen.most} were in the printer, and one label more than the mark would be ${most}.`,
    );
  }
});

test('no order is made before there is room for its label', async () => {
  for (const highWaterMark of [2, 5]) {
    const orders = createOrders(100_000);
    const { printer, seen } = createPrinter({ highWaterMark, open: true });
    const printing = printAll(orders, printer);
    Promise.resolve(printing).catch(() => {});
    await turns();
    assert.ok(
      orders.made <= highWaterMark + 1,
      `The high-water mark is ${highWaterMark}, and no label is printed yet: at most ${highWaterMark + 1} of 100,000 orders should be made, and ${orders.made} were.`,
    );
    for (let label = 0; label < 3 * highWaterMark; label += 1) {
      seen.finish();
      await turns();
    }
    const most = seen.labels.length + highWaterMark + 1;
    assert.ok(
      orders.made <= most,
      `${seen.labels.length} labels are printed: at most ${most} orders should be made, and ${orders.made} were.`,
    );
    assert.ok(
      seen.labels.length === 3 * highWaterMark,
      `Whenever there was room again, it should go on: ${3 * highWaterMark} labels should be printed by now, and ${seen.labels.length} are.`,
    );
    printer.destroy();
  }
});

test('the promise gives the number of labels, when the last one is printed and not before', async () => {
  for (const count of [0, 2, 6]) {
    const { printer, seen } = createPrinter({ highWaterMark: 4, open: true });
    const printing = printAll(createOrders(count), printer);
    for (let label = 0; label < count; label += 1) {
      const early = await outcome(printing, 8);
      assert.ok(
        early.open,
        `${label} of ${count} labels are printed, and printAll should not be over; but ${told(early)}.`,
      );
      seen.finish();
    }
    const end = await outcome(printing);
    assert.equal(
      end.value,
      count,
      `${count} labels are printed: printAll should give ${count}, but ${told(end)}.`,
    );
    assert.ok(printer.writableFinished, `${count} labels are printed, and the printer has not been ended.`);
  }
});

test('a printer that fails ends it with the error, and no further order is made', async () => {
  for (const [failAt, highWaterMark] of [
    [1, 3],
    [9, 2],
    [5, 50],
  ]) {
    const orders = createOrders(40);
    const { printer } = createPrinter({ highWaterMark, failAt });
    const end = await outcome(printAll(orders, printer));
    assert.equal(
      end.error?.message,
      'out of paper',
      `The printer fails at label ${failAt}, with a high-water mark of ${highWaterMark}: printAll should reject with “out of paper”, but ${told(end)}.`,
    );
    const most = failAt + highWaterMark + 1;
    assert.ok(orders.made <= most, `The printer failed at label ${failAt}; ${orders.made} orders were made.`);
    assert.ok(
      orders.ended,
      `The printer failed at label ${failAt}, and the source of the orders was neither read to its end nor closed.`,
    );
  }
});

test('a source that fails ends it with its error', async () => {
  function* broken() {
    yield 'o-1';
    yield 'o-2';
    throw new Error('disk failed');
  }
  const { printer, seen } = createPrinter({ highWaterMark: 1 });
  const end = await outcome(printAll(broken(), printer));
  assert.equal(
    end.error?.message,
    'disk failed',
    `The source fails after o-2: printAll should reject with “disk failed”, but ${told(end)}.`,
  );
  assert.ok(
    seen.labels.length <= 2 && seen.most <= 1,
    `The high-water mark is 1; ${seen.most} labels were in the printer at a time.`,
  );
});

test('waiting leaves no listeners behind, however often it had to', async () => {
  const { printer, seen } = createPrinter({ highWaterMark: 1 });
  const orders = createOrders(30);
  let most = 0;
  function* watched() {
    for (const id of orders) {
      most = Math.max(most, printer.listenerCount('drain'), printer.listenerCount('error'));
      yield id;
    }
  }
  const end = await outcome(printAll(watched(), printer));
  assert.equal(
    seen.labels.length,
    30,
    `30 labels should be printed when it is over, and ${seen.labels.length} are; ${told(end)}.`,
  );
  assert.ok(
    most <= 5,
    `While 30 labels were printed there were up to ${most} listeners of one event on the printer: they pile up.`,
  );
  const left = printer.listenerCount('drain');
  assert.equal(left, 0, `All is printed, and ${left} listeners of drain are left on the printer.`);
});
