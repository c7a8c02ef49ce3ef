import assert from 'node:assert/strict';
import test from 'node:test';
import { createClock, createLine, createRandom } from './kit.js';
import { createMessenger } from './tracing.js';

/** Chance, ids and a clock for one system, drawn anew from `seed`. */
function createWorld(seed) {
  const random = createRandom(seed);
  const clock = createClock();
  const prefix = `${random.pick(['e', 'm', 'x'])}${random.between(10, 99)}`;
  let last = random.between(1, 500);
  return {
    random,
    clock,
    newId: () => `${prefix}-${(last += 1)}`,
    pause: (most = 20) => clock.sleep(random.between(1, most)),
    /** Lets time pass until nothing more can happen; long chains of promises need their turns in between. */
    async finish() {
      for (let round = 0; round < 15; round++) {
        await clock.advance(100);
        for (let turn = 0; turn < 25; turn++) await null;
      }
    },
  };
}

/** A bus that delivers later, and again what fails. `sent` has every message, `ended` how often each was handled well. */
function createBus({ clock, random }) {
  const subscribers = [];
  const sent = [];
  const ended = new Map();

  async function deliver(handler, message, attempt) {
    try {
      await handler(message);
      ended.set(message.id, (ended.get(message.id) ?? 0) + 1);
    } catch {
      if (attempt < 6) clock.after(random.between(1, 20), () => deliver(handler, message, attempt + 1));
    }
  }

  return {
    sent,
    ended,
    receive: (type, handler) => void subscribers.push({ type, handler }),
    async send(message) {
      sent.push(message);
      const copy = Object.freeze(structuredClone(message));
      for (const { type, handler } of subscribers) {
        if (type === message.type) clock.after(random.between(1, 20), () => deliver(handler, copy, 1));
      }
    },
  };
}

function createSystem(seed) {
  const world = createWorld(seed);
  const bus = createBus(world);
  let names = 0;
  const messengerOf = (source) => createMessenger({ source, bus, line: createLine(), newId: world.newId });
  return { ...world, bus, messengerOf, name: () => `n${(names += 1)}` };
}

const said = (message) =>
  `${message.type} ${message.id} of ${message.source} has correlation ${String(message.correlationid)} and causation ${String(message.causationid)}`;

/**
 * Each message's data say in `name` what it is called and in `cause` what led to it: names of ours, from which the ids must
 * follow. `foreign` are messages that came from outside.
 */
function expectRightIds(sent, foreign = []) {
  const all = [...foreign, ...sent];
  const byName = new Map(all.map((message) => [message.data.name, message]));
  const ids = all.map(({ id }) => id);
  const twice = ids.find((id, n) => ids.indexOf(id) !== n);
  assert.equal(
    twice,
    undefined,
    `Two messages have the id ${twice}: each needs one of its own, from newId().`,
  );
  for (const message of sent) {
    const cause = byName.get(message.data.cause);
    let first = message;
    while (byName.get(first.data.cause)) first = byName.get(first.data.cause);
    const because = cause
      ? `It was published while ${cause.type} ${cause.id} was handled.`
      : 'It was published outside of any handler.';
    assert.equal(
      message.causationid ?? undefined,
      cause?.id,
      `${said(message)}. ${because} Its causation should be ${cause?.id ?? 'none'}.`,
    );
    assert.equal(
      message.correlationid,
      first.id,
      `${said(message)}. Its story began with ${first.type} ${first.id}.`,
    );
  }
}

function expectCount(sent, expected, what) {
  assert.equal(
    sent.length,
    expected,
    `${what}: ${expected} messages should have been sent, and ${sent.length} were.`,
  );
}

/** A chain of services, each of which handles one type, waits a little, and publishes the next. */
function startChain(system, hops, { failing = () => false } = {}) {
  for (let hop = 0; hop < hops; hop++) {
    const service = system.messengerOf(`service-${hop}`);
    service.subscribe(`Step${hop}`, async ({ name, order }) => {
      await system.pause();
      if (failing(hop, name)) throw new Error('not now');
      await system.pause();
      await service.publish(`Step${hop + 1}`, { order, name: system.name(), cause: name });
    });
  }
}

test('the first message is its own correlation, and has no cause', async () => {
  const { bus, messengerOf, name, finish } = createSystem('first');
  const orders = messengerOf('orders');
  await orders.publish('OrderPlaced', { name: name() });
  await orders.publish('OrderPlaced', { name: name() });
  await finish();
  expectCount(bus.sent, 2, 'Two orders');
  expectRightIds(bus.sent);
  for (const { type, source, data } of bus.sent) {
    assert.equal(
      `${type} of ${source}`,
      'OrderPlaced of orders',
      'type and source say what it is, and whose.',
    );
    assert.ok(
      data?.name,
      `The data of ${type} should be what was given to publish(); they are ${JSON.stringify(data)}.`,
    );
  }
});

test('of one order alone, all have one correlation, and each names the one before', async () => {
  for (const hops of [3, 5]) {
    const system = createSystem(`hops ${hops}`);
    const orders = system.messengerOf('orders');
    startChain(system, hops);
    await orders.publish('Step0', { name: system.name() });
    await system.finish();
    expectCount(system.bus.sent, hops + 1, `A chain of ${hops} hops`);
    expectRightIds(system.bus.sent);
  }
});

test('orders at the same time keep apart', async () => {
  for (const seed of ['a', 'b']) {
    const system = createSystem(`together ${seed}`);
    const shop = system.messengerOf('orders');
    const orders = system.random.between(3, 7);
    startChain(system, 3);
    // Some are about the same order.
    for (let n = 0; n < orders; n++) shop.publish('Step0', { name: system.name(), order: `o-${n % 2}` });
    await system.finish();
    expectCount(system.bus.sent, orders * 4, `${orders} orders over three hops`);
    expectRightIds(system.bus.sent);
  }
});

test('all that one message leads to names it as the cause', async () => {
  const system = createSystem('fan-out');
  const services = system.random.between(2, 4);
  const each = system.random.between(2, 3);
  for (let number = 0; number < services; number++) {
    const service = system.messengerOf(`service-${number}`);
    service.subscribe('CardCharged', ({ name }) =>
      Promise.all(
        Array.from({ length: each }, async (_, n) => {
          await system.pause();
          await service.publish(`Part${n}`, { name: system.name(), cause: name });
        }),
      ),
    );
  }
  const payments = system.messengerOf('payments');
  for (let n = 0; n < 3; n++) payments.publish('CardCharged', { name: system.name() });
  await system.finish();
  expectCount(system.bus.sent, 3 + 3 * services * each, `Three messages to ${services} services`);
  expectRightIds(system.bus.sent);
});

test('a repetition has the same place, and the bus hears of every failure', async () => {
  const system = createSystem('again');
  const left = new Map();
  const failing = (hop, name) => {
    if (!left.has(name)) left.set(name, system.random.between(hop === 1 ? 1 : 0, 2));
    left.set(name, left.get(name) - 1);
    return left.get(name) >= 0;
  };
  startChain(system, 3, { failing });
  const orders = system.messengerOf('orders');
  let refusals = 2;
  orders.subscribe('Step3', ({ name }) => {
    // What was published by an attempt that then fails has the same cause.
    const told = orders.publish('Told', { name: system.name(), cause: name });
    if (--refusals >= 0) throw new Error('not now');
    return told;
  });
  for (let n = 0; n < 4; n++) orders.publish('Step0', { name: system.name() });
  await system.finish();
  expectRightIds(system.bus.sent);
  expectCount(system.bus.sent, 4 * 5 + 2, 'Four orders, each step of which succeeds in the end');
  for (const { id, type } of system.bus.sent) {
    if (type === 'Told') continue;
    const times = system.bus.ended.get(id) ?? 0;
    assert.equal(
      times,
      1,
      `The bus should hear once that ${type} ${id} was handled well; it heard it ${times} times.`,
    );
  }
});

test('a job belongs to the message in whose handler it was handed over', async () => {
  const system = createSystem('line');
  const payments = system.messengerOf('payments');
  const results = [];
  let refusals = 2;
  payments.subscribe('StockReserved', async ({ name, amount }) => {
    const charged = await payments.later(async () => {
      await system.pause();
      if (--refusals >= 0) throw new Error('the bank does not answer');
      await payments.publish('CardCharged', { name: system.name(), cause: name });
      return amount;
    });
    results.push([charged, amount]);
    await payments.publish('PointsEarned', { name: system.name(), cause: name });
  });
  const inventory = system.messengerOf('inventory');
  const orders = system.random.between(3, 6);
  for (let n = 0; n < orders; n++) inventory.publish('StockReserved', { name: system.name(), amount: n });
  // Handed over outside of a handler, while the line is busy.
  system.clock.after(system.random.between(15, 25), () => {
    payments.later(() => payments.publish('DayClosed', { name: system.name() }));
  });
  await system.finish();
  expectRightIds(system.bus.sent);
  expectCount(system.bus.sent, orders * 3 + 1, `${orders} orders that stand in line`);
  for (const [charged, amount] of results) {
    assert.equal(charged, amount, 'later(job) should resolve to what the job returns.');
  }
});

test('outside of a handler a new story begins', async () => {
  const { random, newId } = createWorld('outside');
  const sent = [];
  const handlers = [];
  // This bus calls handlers at once, as an emitter does.
  const bus = {
    receive: (type, handler) => void handlers.push({ type, handler }),
    async send(message) {
      sent.push(message);
      for (const { type, handler } of handlers) if (type === message.type) await handler(message);
    },
  };
  let names = 0;
  const name = () => `n${(names += 1)}`;
  const shop = createMessenger({ source: 'orders', bus, line: createLine(), newId });
  shop.subscribe('OrderPlaced', (data) => {
    shop.publish('StockReserved', { name: name(), cause: data.name });
    // On the way back from the inner handler, the outer message is handled still.
    shop.publish('OrderNoted', { name: name(), cause: data.name });
  });
  shop.subscribe(
    'StockReserved',
    (data) => void shop.publish('CardCharged', { name: name(), cause: data.name }),
  );
  const orders = random.between(2, 4);
  for (let n = 0; n < orders; n++) shop.publish('OrderPlaced', { name: name() });
  for (let turns = 0; turns < 50; turns++) await null;
  await shop.publish('DayClosed', { name: name() });
  expectCount(sent, orders * 4 + 1, `${orders} orders on a bus that delivers at once`);
  expectRightIds(sent);
});

test('a message from outside without a correlation begins one, and arrives as it is', async () => {
  const system = createSystem('foreign');
  startChain(system, 2);
  const foreign = Array.from({ length: 3 }, (_, n) => ({
    id: `legacy-${system.random.between(100, 900) * 10 + n}`,
    type: 'Step0',
    source: 'warehouse',
    data: { name: `f${n}`, shelf: n },
  }));
  const audit = system.messengerOf('audit');
  const seen = [];
  audit.subscribe('Step0', (data, message) => void seen.push({ data, message }));
  for (const message of foreign) system.bus.send(message);
  await system.finish();
  const own = system.bus.sent.filter((message) => !foreign.includes(message));
  expectCount(own, 6, 'Three messages from outside, over two hops');
  expectRightIds(own, foreign);
  seen.sort((a, b) => a.data.shelf - b.data.shelf);
  assert.deepEqual(
    seen.map(({ data }) => data),
    foreign.map(({ data }) => data),
    'A handler is given the data of the message.',
  );
  assert.deepEqual(
    seen.map(({ message }) => message),
    foreign,
    'The second argument of a handler is the message as it came.',
  );
});
