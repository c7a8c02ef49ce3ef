import assert from 'node:assert/strict';
import { EventEmitter, getEventListeners } from 'node:events';
import test from 'node:test';
import { keepUpToDate, packOrders } from './shop.js';

/** Turns the loop until a promise has settled, but not for ever: { value }, { error } or { open: true }. */
async function outcome(promise, mostTurns = 150) {
  let ending = { open: true };
  Promise.resolve(promise).then(
    (value) => (ending = { value }),
    (error) => (ending = { error }),
  );
  for (let turn = 0; turn < mostTurns && ending.open; turn += 1)
    await new Promise((resolve) => setImmediate(resolve));
  return ending;
}

const turns = () => outcome(new Promise(() => {}), 6);

function told({ value, error, open }) {
  if (open) return 'its promise is still open';
  return error === undefined ? `it gave ${value}` : `it threw “${error?.message ?? error}”`;
}

/** How many listeners an emitter has, of all its events. */
const countOf = (emitter) => emitter.eventNames().reduce((sum, type) => sum + emitter.listenerCount(type), 0);

/** An emitter that prints no warning; the checks count for themselves. */
const createEmitter = () => new EventEmitter().setMaxListeners(0);

/** A packer under the check's control: it notes what is begun, and goes on when it is told to. */
function createPacker() {
  const begun = [];
  const open = [];
  return {
    begun,
    pack(id) {
      begun.push(id);
      const { promise, resolve, reject } = Promise.withResolvers();
      promise.catch(() => {});
      open.push({ resolve, reject });
      return promise;
    },
    atWork: () => open.length,
    async finish() {
      open.shift()?.resolve();
      await turns();
    },
    async fail(error) {
      open.shift()?.reject(error);
      await turns();
    },
  };
}

/** A shop in which packing has begun. */
function openShop() {
  const shop = createEmitter();
  const closing = new AbortController();
  const packer = createPacker();
  const day = packOrders(shop, packer.pack, closing.signal);
  Promise.resolve(day).catch(() => {});
  return { shop, closing, packer, day };
}

async function expectEnd({ shop, closing, day }, packed, story) {
  const end = await outcome(day);
  assert.equal(end.value, packed, `${story} packOrders should give ${packed}, but ${told(end)}.`);
  expectNoTraces(shop, closing.signal, story);
}

/** Neither the emitter nor the signal may hold anything any more. */
function expectNoTraces(emitter, signal, story) {
  const left = countOf(emitter);
  assert.equal(
    left,
    0,
    `${story} ${left} listeners are left on the emitter: ${emitter.eventNames().map(String).join(', ')}.`,
  );
  const held = getEventListeners(signal, 'abort').length;
  assert.equal(held, 0, `${story} ${held} listeners are left on the signal.`);
}

test('an open page is redrawn at each change, with the values of the event', () => {
  const stock = createEmitter();
  const drawn = [];
  const page = new AbortController();
  keepUpToDate(stock, (...values) => void drawn.push(values.join(' ')), page.signal);
  stock.emit('StockChanged', 'BOOK-21', 3);
  stock.emit('PriceChanged', 'BOOK-22', 1900);
  stock.emit('StockChanged', 'BOOK-23', 0);
  assert.deepEqual(
    drawn,
    ['BOOK-21 3', 'BOOK-22 1900', 'BOOK-23 0'],
    `The page should be redrawn for BOOK-21 3, BOOK-22 1900 and BOOK-23 0; it was redrawn for ${drawn.join(', ') || 'nothing'}.`,
  );
});

test('a closed page is not redrawn, and leaves no listeners', () => {
  for (const visits of [2, 14]) {
    const stock = createEmitter();
    const drawn = [];
    const staying = new AbortController();
    keepUpToDate(stock, () => void drawn.push('the page that stays'), staying.signal);
    const before = countOf(stock);
    for (let visit = 1; visit <= visits; visit += 1) {
      const page = new AbortController();
      keepUpToDate(stock, () => void drawn.push(`page ${visit}`), page.signal);
      page.abort();
    }
    stock.emit('StockChanged', 'BOOK-31', 3);
    stock.emit('PriceChanged', 'BOOK-31', 900);
    const stays = 'the page that stays';
    assert.deepEqual(
      drawn,
      [stays, stays],
      `${visits} pages were opened and closed, one stays. Two changes should redraw that one only; redrawn were ${drawn.length} pages.`,
    );
    assert.equal(
      countOf(stock),
      before,
      `${visits} pages have come and gone. The stock should have ${before} listeners, those of the page that stays; it has ${countOf(stock)}.`,
    );
    staying.abort();
    assert.equal(countOf(stock), 0, `All pages are closed, and the stock has ${countOf(stock)} listeners.`);
  }
});

test('a page that was closed before it was ready registers nothing', () => {
  const stock = createEmitter();
  const drawn = [];
  const page = new AbortController();
  page.abort();
  keepUpToDate(stock, () => void drawn.push('redrawn'), page.signal);
  stock.emit('StockChanged', 'BOOK-35', 1);
  assert.equal(
    countOf(stock) + drawn.length,
    0,
    `The signal was aborted before keepUpToDate was called: there should be no listeners, and there are ${countOf(stock)}; calls of redraw: ${drawn.length}.`,
  );
});

test('two pages with one function for redrawing do not close each other', () => {
  const stock = createEmitter();
  let drawn = 0;
  const redraw = () => (drawn += 1);
  const [left, right] = [new AbortController(), new AbortController()];
  keepUpToDate(stock, redraw, left.signal);
  keepUpToDate(stock, redraw, right.signal);
  left.abort();
  stock.emit('StockChanged', 'BOOK-37', 2);
  assert.equal(
    drawn,
    1,
    `Two pages are open with the same function, and one is closed. A change should redraw 1 page; it redrew ${drawn}.`,
  );
  right.abort();
  stock.emit('PriceChanged', 'BOOK-37', 800);
  assert.equal(drawn, 1, `Both are closed now, and a change has redrawn ${drawn - 1} pages.`);
});

test('orders are packed one at a time, in their order, and none is missed meanwhile', async () => {
  for (const count of [2, 5]) {
    const day = openShop();
    const ids = Array.from({ length: count }, (_, index) => `o-4${index + 1}`);
    for (const id of ids) day.shop.emit('OrderPlaced', id);
    await turns();
    for (const [index, id] of ids.entries()) {
      assert.equal(
        day.packer.atWork(),
        1,
        `${count} orders were placed, ${index} are packed: 1 should be at work now, and ${day.packer.atWork()} are.`,
      );
      assert.equal(
        day.packer.begun.at(-1),
        id,
        `${id} should be at work now, and it is ${day.packer.begun.at(-1)}.`,
      );
      await day.packer.finish();
    }
    day.shop.emit('OrderPlaced', 'o-49');
    await turns();
    assert.equal(
      day.packer.begun.at(-1),
      'o-49',
      'All were packed, then o-49 was placed; it should be at work now.',
    );
    day.closing.abort();
    await day.packer.finish();
  }
});

test('when the shop closes, what was placed before is packed, and then the number is given', async () => {
  const day = openShop();
  for (const id of ['o-51', 'o-52', 'o-53']) day.shop.emit('OrderPlaced', id);
  await turns();
  await day.packer.finish();
  day.shop.emit('ShopClosed');
  day.shop.emit('OrderPlaced', 'o-54');
  const early = await outcome(day.day, 6);
  assert.ok(
    early.open,
    `The shop has closed, and two orders are still to be packed; packOrders should not have ended, but ${told(early)}.`,
  );
  await day.packer.finish();
  await day.packer.finish();
  await expectEnd(day, 3, 'Three orders were placed before the shop closed, one after.');
  assert.deepEqual(
    day.packer.begun,
    ['o-51', 'o-52', 'o-53'],
    `Packed should be o-51, o-52 and o-53; packed was ${day.packer.begun.join(', ')}.`,
  );
});

test('a day without orders ends with 0', async () => {
  const day = openShop();
  await turns();
  day.shop.emit('ShopClosed');
  await expectEnd(day, 0, 'The shop has closed without an order.');
});

test('an abort ends it without an error: the order at work is finished, the waiting ones are not begun', async () => {
  for (const packedBefore of [0, 2]) {
    const day = openShop();
    for (const id of ['o-61', 'o-62', 'o-63', 'o-64']) day.shop.emit('OrderPlaced', id);
    await turns();
    for (let count = 0; count < packedBefore; count += 1) await day.packer.finish();
    day.closing.abort();
    await turns();
    await day.packer.finish();
    await turns();
    assert.equal(
      day.packer.begun.length,
      packedBefore + 1,
      `After the abort no order should be begun; ${day.packer.begun.length} of four were begun, and ${packedBefore + 1} before it.`,
    );
    await expectEnd(
      day,
      packedBefore + 1,
      `Of four orders ${packedBefore} were packed and one was at work at the abort.`,
    );
  }
  const idle = openShop();
  await turns();
  idle.closing.abort();
  await expectEnd(idle, 0, 'Nobody had ordered anything when the abort came.');
});

test('a day that was aborted before it began packs nothing', async () => {
  const shop = createEmitter();
  const packer = createPacker();
  const day = (async () => packOrders(shop, packer.pack, AbortSignal.abort()))();
  shop.emit('OrderPlaced', 'o-65');
  const end = await outcome(day);
  assert.equal(
    end.value,
    0,
    `The signal was aborted before packOrders was called: it should give 0, but ${told(end)}.`,
  );
  assert.equal(
    countOf(shop),
    0,
    `The signal was aborted before; ${countOf(shop)} listeners are on the emitter.`,
  );
});

test('an order that cannot be packed ends the day with its error, and leaves no listeners', async () => {
  const gaveUp = Object.assign(new Error('the packer gave up'), { name: 'AbortError' });
  for (const { error, isAborted } of [
    { error: new Error('out of boxes') },
    { error: new Error('no tape'), isAborted: true },
    { error: gaveUp },
  ]) {
    const day = openShop();
    for (const id of ['o-71', 'o-72', 'o-73']) day.shop.emit('OrderPlaced', id);
    await turns();
    await day.packer.finish();
    if (isAborted) day.closing.abort();
    await day.packer.fail(error);
    const end = await outcome(day.day);
    const story = `Packing o-72 has failed with “${error.message}”${isAborted ? ', behind an abort' : ''}.`;
    assert.equal(
      end.error?.message,
      error.message,
      `${story} packOrders should reject with it, but ${told(end)}.`,
    );
    expectNoTraces(day.shop, day.closing.signal, story);
    assert.deepEqual(
      day.packer.begun,
      ['o-71', 'o-72'],
      `${story} Nothing should be begun after the failure; begun were ${day.packer.begun.join(', ')}.`,
    );
  }
});
