import assert from 'node:assert/strict';
import test from 'node:test';
import { createSales } from './sales.js';

/** Numbers from 0 to below `below`, the same in every run. */
function createDice(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const PRODUCTS = ['mug', 'lamp', 'chair'];
const placed = (orderId, product, units) => ({ type: 'OrderPlaced', orderId, product, units });
const cancelled = (orderId) => ({ type: 'OrderCancelled', orderId });

/** A log whose positions may jump, and which counts what is read. */
function createLog(gap = () => 0) {
  const events = [];
  let position = 0;
  const log = {
    read: 0,
    append(...more) {
      for (const event of more) {
        position += 1 + gap();
        events.push(Object.freeze({ ...event, position }));
      }
    },
    readAfter(after) {
      const found = events.filter((event) => event.position > (after ?? 0));
      log.read += found.length;
      return found;
    },
    /** What is sold, counted from the whole log. */
    truth(product) {
      const gone = new Set(
        events.filter(({ type }) => type === 'OrderCancelled').map(({ orderId }) => orderId),
      );
      return events
        .filter(
          (event) => event.type === 'OrderPlaced' && event.product === product && !gone.has(event.orderId),
        )
        .reduce((sum, { units }) => sum + units, 0);
    },
  };
  return log;
}

/** A database on a disk that outlives processes; each process has a connection, and dies at its n-th step. */
function createDisk() {
  const rows = new Map();
  const copy = (value) => structuredClone(value);
  function connect(dieAt = Infinity) {
    let steps = 0;
    const step = () => {
      steps += 1;
      if (steps >= dieAt) throw new Error('The process has died.');
    };
    return {
      get(key) {
        if (steps >= dieAt) step();
        return copy(rows.get(key));
      },
      set(key, value) {
        step(); // it may die before the write …
        rows.set(key, copy(value));
        step(); // … and after it
      },
      transaction(work) {
        step();
        const written = new Map();
        const result = work({
          get: (key) => copy(written.has(key) ? written.get(key) : rows.get(key)),
          set: (key, value) => void written.set(key, copy(value)),
        });
        step();
        for (const [key, value] of written) rows.set(key, value);
        step();
        return result;
      },
      hasDied: () => steps >= dieAt,
    };
  }
  return { connect };
}

/** A process: it makes one pass, in which it may die. */
function startProcess(log, database, name = 'sales') {
  const sales = createSales({ log, database, name });
  catchUp(sales, database);
  return sales;
}

/** A pass that throws has failed, unless its process has died. */
function catchUp(sales, database) {
  try {
    sales.catchUp();
  } catch (error) {
    if (!database?.hasDied()) assert.fail(`catchUp() threw: ${error?.message}.`);
  }
}

function expectTruth(sales, log, when) {
  for (const product of PRODUCTS) {
    const found = sales.sold(product);
    const truth = log.truth(product);
    assert.equal(
      found,
      truth,
      `${when}: ${truth} of the product ${product} are sold, and the list says ${found}.`,
    );
  }
}

/** Orders, shipments and cancellations as the dice will have them. */
function randomEvents(dice, count) {
  const open = [];
  return Array.from({ length: count }, (_, index) => {
    const kind = dice(6);
    if (kind === 0 && open.length > 0) return cancelled(open.splice(dice(open.length), 1)[0]);
    if (kind === 1) return { type: 'OrderShipped', orderId: open[0] ?? 'o-x' };
    const orderId = `o-${index}`;
    open.push(orderId);
    return placed(orderId, PRODUCTS[dice(3)], 1 + dice(9));
  });
}

test('one pass over the log counts what is ordered and not cancelled', () => {
  const log = createLog();
  log.append(placed('o-1', 'mug', 2), placed('o-2', 'lamp', 5), placed('o-3', 'mug', 1), cancelled('o-2'));
  const sales = createSales({ log, database: createDisk().connect(), name: 'sales' });
  catchUp(sales);
  expectTruth(sales, log, 'After one pass');
});

test('a second pass reads only what is new, and counts nothing twice', () => {
  const log = createLog();
  const sales = createSales({ log, database: createDisk().connect(), name: 'sales' });
  log.append(placed('o-1', 'mug', 2), placed('o-2', 'lamp', 4));
  catchUp(sales);
  log.append(placed('o-3', 'lamp', 3));
  catchUp(sales);
  catchUp(sales);
  expectTruth(sales, log, 'After three passes');
  assert.equal(
    log.read,
    3,
    `Three passes over a log of 3 events should read 3 events; they read ${log.read}.`,
  );
});

test('after a restart it goes on where it stood', () => {
  const log = createLog();
  const disk = createDisk();
  for (const [round, units] of [3, 1, 7].entries()) {
    log.append(placed(`o-${round}`, 'chair', units));
    const sales = startProcess(log, disk.connect());
    expectTruth(sales, log, `In process ${round + 1}`);
  }
  assert.equal(
    log.read,
    3,
    `Three processes, and 3 events in all: they should read 3, and read ${log.read}.`,
  );
});

test('an order that was placed before a restart can be cancelled after it', () => {
  const log = createLog();
  const disk = createDisk();
  log.append(placed('o-1', 'mug', 6), placed('o-2', 'mug', 1));
  startProcess(log, disk.connect());
  log.append(cancelled('o-1'));
  const sales = startProcess(log, disk.connect());
  expectTruth(sales, log, 'After order o-1 was cancelled');
});

test('a pass moves on over events that do not concern the list', () => {
  const log = createLog();
  const disk = createDisk();
  log.append(placed('o-1', 'mug', 1), { type: 'OrderShipped', orderId: 'o-1' }, { type: 'PriceChanged' });
  const sales = startProcess(log, disk.connect());
  catchUp(sales);
  startProcess(log, disk.connect());
  expectTruth(sales, log, 'After an order, a shipment and a new price');
  assert.equal(
    log.read,
    3,
    `The log has 3 events, the last of another kind; three passes should read 3 in all, and read ${log.read}.`,
  );
});

test('positions may jump', () => {
  const dice = createDice(5);
  const log = createLog(() => dice(4));
  const disk = createDisk();
  for (let round = 0; round < 8; round += 1) {
    log.append(placed(`o-${round}`, PRODUCTS[round % 3], 2 + round));
    const sales = startProcess(log, disk.connect());
    expectTruth(sales, log, `In round ${round + 1}, with gaps between the positions`);
  }
});

test('two lists in one database do not get into each other’s way', () => {
  const log = createLog();
  const database = createDisk().connect();
  const here = createSales({ log, database, name: 'sales' });
  const there = createSales({ log, database, name: 'sales-2' });
  log.append(placed('o-1', 'lamp', 3), placed('o-2', 'mug', 2));
  catchUp(here);
  expectTruth(here, log, 'The first list, after its pass');
  catchUp(there);
  expectTruth(there, log, 'The second list, after its own first pass');
  assert.equal(
    log.read,
    4,
    `Two lists have each made a pass over a log of 2 events: they should read 4 in all, and read ${log.read}.`,
  );
  log.append(cancelled('o-1'));
  catchUp(there);
  catchUp(here);
  expectTruth(here, log, 'The first list, after a cancellation');
  expectTruth(there, log, 'The second list, after a cancellation');
});

test('wherever the process dies, no event counts twice and none is missed', () => {
  const events = randomEvents(createDice(11), 12);
  for (let dieAt = 1; dieAt < 80; dieAt += 1) {
    const log = createLog();
    const disk = createDisk();
    log.append(...events.slice(0, 7));
    startProcess(log, disk.connect(dieAt));
    log.append(...events.slice(7));
    startProcess(log, disk.connect(1 + (dieAt % 9)));
    const sales = startProcess(log, disk.connect());
    expectTruth(sales, log, `A process died at step ${dieAt} of its work with the database`);
  }
});

test('over many days with restarts and deaths the list is right each evening', () => {
  for (const seed of [3, 29, 71]) {
    const dice = createDice(seed);
    const log = createLog(() => dice(2));
    const disk = createDisk();
    const events = randomEvents(dice, 150);
    for (let day = 1; events.length > 0; day += 1) {
      log.append(...events.splice(0, 1 + dice(8)));
      if (dice(2) === 0) startProcess(log, disk.connect(1 + dice(20)));
      const sales = startProcess(log, disk.connect());
      expectTruth(sales, log, `On day ${day} of seed ${seed}`);
    }
  }
});
