import assert from 'node:assert/strict';
import test from 'node:test';
import { createRandom } from './kit.js';
import { createReader, upcast } from './reader.js';

// The day of reading is told by its name: what is said of a mistake is then the same tomorrow.
const shown = (value) =>
  (JSON.stringify(value) ?? String(value)).replaceAll(new Date().toISOString().slice(0, 10), '(today)');
const two = (number) => String(number).padStart(2, '0');

function freeze(value) {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(freeze);
  return Object.freeze(value);
}

/** An event of version 1, as it is stored, and what it is in version 2. */
function draw(random) {
  const year = random.between(2019, 2025);
  const placedOn = `${year}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`;
  const clock = `${two(random.pick([0, 1, 12, 23]))}:${two(random.between(0, 59))}:${two(random.between(0, 59))}`;
  const first = {
    id: `e-${random.between(100, 999)}`,
    type: 'OrderPlaced',
    source: '/shop/order',
    time: `${placedOn}T${clock}${random.pick(['Z', '+09:00', '-10:00'])}`,
    dataschema: 'https://shop.example/schemas/OrderPlaced/1',
    correlationid: `e-${random.between(100, 999)}`,
  };
  const name = random.pick(['Ada', 'Bob', 'Cleo']);
  const sku = `BOOK-${random.between(1, 999)}`;
  const count = random.pick([undefined, 1, 2, 7]);
  const cents = random.between(0, 9999);
  const rest = { orderId: `o-${random.between(1, 999)}` };
  if (random.between(0, 1) === 0) rest.coupon = 'SPRING';
  if (random.between(0, 1) === 0) rest.note = { text: 'ring twice' };
  const data = { ...rest, name, sku, ...(count === undefined ? {} : { count }), cents };
  return {
    v1: freeze({ ...first, data }),
    v2: freeze({
      ...first,
      dataschema: 'https://shop.example/schemas/OrderPlaced/2',
      data: {
        ...rest,
        customer: { name },
        lines: [{ sku, count: count ?? 1 }],
        total: { minor: cents, currency: 'EUR' },
        placedOn,
      },
    }),
  };
}

/** What a function does: what it gives, or the error that it throws. */
async function attempt(work) {
  try {
    return { value: await work() };
  } catch (error) {
    return { error };
  }
}

const withVersion = (event, version) => ({
  ...event,
  dataschema: `https://shop.example/schemas/OrderPlaced/${version}`,
});

/** A reader, and who got what from it. */
function openReader(handle = () => {}) {
  const reader = { handled: [], buried: [] };
  reader.receive = createReader({
    handle(event) {
      reader.handled.push(event);
      return handle(event);
    },
    bury: (event, findings) => void reader.buried.push({ event, findings }),
  });
  return reader;
}

test('an event of version 1 is lifted to version 2', async () => {
  for (let seed = 1; seed <= 30; seed += 1) {
    const { v1, v2 } = draw(createRandom(seed));
    const { value, error } = await attempt(() => upcast(v1));
    assert.deepEqual(
      value,
      v2,
      `${shown(v1)} should become ${shown(v2)}; it became ${error ? `an error: ${error.message}` : shown(value)}.`,
    );
  }
});

test('what nobody knew then stays open', async () => {
  const { v1 } = draw(createRandom(40));
  const { value } = await attempt(() => upcast(v1));
  const made = Object.keys(value?.data ?? {}).filter(
    (name) => !['orderId', 'coupon', 'note', 'customer', 'lines', 'total', 'placedOn'].includes(name),
  );
  assert.deepEqual(
    made,
    [],
    `Version 1 says nothing of ${made.join(', ')}, and the lifted event does: ${shown(value?.data)}.`,
  );
  assert.ok(
    value?.data && 'placedOn' in value.data,
    `The day is known from the envelope: ${v1.time}. The lifted data are ${shown(value?.data)}.`,
  );
});

test('the stored event is not written into', async () => {
  for (let seed = 50; seed < 55; seed += 1) {
    const v1 = structuredClone(draw(createRandom(seed)).v1);
    const before = structuredClone(v1);
    const { value } = await attempt(() => upcast(v1));
    assert.deepEqual(v1, before, `The stored event was ${shown(before)}, and afterwards it is ${shown(v1)}.`);
    assert.notEqual(value, v1, 'The lifted event should be another object than the stored one.');
  }
});

test('version 2 and other types are given back as they are', async () => {
  const { v1, v2 } = draw(createRandom(60));
  const open = freeze({
    ...v2,
    data: { ...v2.data, giftWrap: true, lines: [...v2.data.lines, { sku: 'B', count: 2 }] },
  });
  for (const event of [v2, open, freeze({ ...v1, type: 'OrderCancelled', data: { orderId: 'o-1' } })]) {
    const { value, error } = await attempt(() => upcast(event));
    assert.deepEqual(
      value,
      event,
      `${shown(event)} should be given back as it is; it became ${error ? `an error: ${error.message}` : shown(value)}.`,
    );
  }
});

test('another version is an error that names it', async () => {
  const { v1, v2 } = draw(createRandom(70));
  for (const [version, event] of [
    ['3', v2],
    ['12', v2],
    ['11', v1],
    ['0', v1],
    ['21', v1],
  ]) {
    const { value, error } = await attempt(() => upcast(freeze(withVersion(event, version))));
    assert.ok(
      error instanceof Error,
      `Version ${version} is not known here: upcast should throw an Error, and gave ${shown(value)}.`,
    );
    assert.ok(
      error.message.includes(version),
      `The Error should name version ${version}; it says “${error.message}”.`,
    );
  }
});

test('what keeps the schema of its own version is handled in version 2', async () => {
  for (let seed = 80; seed < 100; seed += 1) {
    const { v1, v2 } = draw(createRandom(seed));
    const reader = openReader(() => `handled ${seed}`);
    for (const event of [v1, v2]) {
      const { value, error } = await attempt(() => reader.receive(event));
      assert.equal(error, undefined, `receive(${shown(event)}) threw “${error?.message}”.`);
      assert.equal(
        value,
        `handled ${seed}`,
        `receive should give back what handle gives, which may be a promise; it gave ${shown(value)}.`,
      );
    }
    assert.deepEqual(
      reader.handled,
      [v2, v2],
      `Handled should be the event in version 2, twice: ${shown(v2)}. It was ${shown(reader.handled)}.`,
    );
    assert.deepEqual(
      reader.buried,
      [],
      `${v1.id} keeps its schema, and was buried: ${shown(reader.buried[0]?.findings)}.`,
    );
  }
});

test('what breaks the schema of its own version is buried as it came, with findings', async () => {
  const wrongs = {
    1: [
      { cents: undefined },
      { cents: '25' },
      { name: '' },
      { sku: 7 },
      { count: 0 },
      { orderId: undefined },
    ],
    2: [
      { lines: [] },
      { total: undefined },
      { total: { minor: 1.5, currency: 'EUR' } },
      { customer: {} },
      { placedOn: 'today' },
    ],
  };
  for (const [version, changes] of Object.entries(wrongs)) {
    for (const [n, change] of changes.entries()) {
      const good = draw(createRandom(200 + n))[`v${version}`];
      const data = Object.fromEntries(
        Object.entries({ ...good.data, ...change }).filter(([, value]) => value !== undefined),
      );
      const event = freeze({ ...good, data });
      await expectBuried(event, `Version ${version}, with ${shown(change)}`);
    }
  }
  const { v1, v2 } = draw(createRandom(300));
  await expectBuried(freeze({ ...v1, data: null }), 'Without data');
  await expectBuried(freeze(withVersion(v2, '1')), 'Data of version 2 that call themselves 1');
  await expectBuried(freeze(withVersion(v1, '2')), 'Data of version 1 that call themselves 2');
});

async function expectBuried(event, story) {
  const reader = openReader();
  const { error } = await attempt(() => reader.receive(event));
  assert.equal(error, undefined, `${story}: receive threw “${error?.message}”. ${shown(event)}`);
  assert.deepEqual(reader.handled, [], `${story}: it was handled. ${shown(event)}`);
  assert.deepEqual(
    reader.buried.map((one) => one.event),
    [event],
    `${story}: it should be buried as it came: ${shown(event)}. Buried were ${shown(reader.buried.map((one) => one.event))}.`,
  );
  const { findings } = reader.buried[0];
  assert.ok(
    Array.isArray(findings) && findings.length > 0,
    `${story}: there should be a list of findings; it was ${shown(findings)}.`,
  );
}

test('a version that is not known is buried, and never guessed at', async () => {
  const { v1, v2 } = draw(createRandom(310));
  for (const [version, event] of [
    ['3', v2],
    ['12', v2],
    ['11', v1],
    ['toString', v2],
  ]) {
    await expectBuried(freeze(withVersion(event, version)), `Version ${version}`);
  }
  await expectBuried(freeze({ ...v2, dataschema: undefined }), 'Without a dataschema');
});

test('an error of handle comes out, and buries nothing', async () => {
  const { v1, v2 } = draw(createRandom(320));
  for (const event of [v1, v2]) {
    const reader = openReader(() => {
      throw new Error('the database is down');
    });
    const { error } = await attempt(() => reader.receive(event));
    assert.equal(
      error?.message,
      'the database is down',
      `handle threw “the database is down” over ${event.id}: receive should throw it, and ${error ? `threw “${error.message}”` : 'threw nothing'}.`,
    );
    assert.deepEqual(
      reader.buried,
      [],
      `handle threw over ${event.id}, which is right, and the event was buried.`,
    );
  }
});

test('events of other types are passed over', async () => {
  const { v1 } = draw(createRandom(330));
  for (const type of ['OrderCancelled', 'StockReserved']) {
    const reader = openReader();
    const event = freeze({
      ...v1,
      type,
      dataschema: `https://shop.example/schemas/${type}/7`,
      data: { orderId: 'o-1' },
    });
    const { error } = await attempt(() => reader.receive(event));
    assert.equal(error, undefined, `receive threw over ${type}: ${error?.message}.`);
    assert.deepEqual(
      [reader.handled, reader.buried],
      [[], []],
      `${type} is for others: it should be neither handled nor buried.`,
    );
  }
  const reader = openReader();
  await attempt(() => reader.receive(v1));
  assert.equal(
    reader.handled[0]?.data?.customer?.name,
    v1.data.name,
    `An OrderPlaced after that is handled in version 2; it was ${shown(reader.handled[0]?.data)}.`,
  );
  assert.ok(
    reader.handled[0]?.data?.placedOn,
    `An OrderPlaced after that is handled in version 2; it was ${shown(reader.handled[0]?.data)}.`,
  );
});
