import assert from 'node:assert/strict';
import test from 'node:test';
import { lostOf, pathOf, slowestOf, treeOf } from './find.js';
import { createRandom } from './kit.js';

const NAMES = ['orders', 'stock', 'bank', 'mail', 'parcels', 'points', 'audit', 'search'];

/** Who handles which type, and publishes what then: of a type, only later ones. */
function drawShop(random, { types, most = 3 }) {
  const shop = new Map();
  for (let type = 0; type < types; type++) {
    const services = NAMES.filter(() => random.next() < 0.35).slice(0, most);
    if (type === 0 && services.length === 0) services.push(random.pick(NAMES));
    const handlers = services.map((service) => {
      const effects = [];
      while (type < types - 1 && effects.length < 3 && random.next() < 0.62) {
        effects.push(random.between(type + 1, types - 1));
      }
      return { service, effects };
    });
    shop.set(`Type${type}`, handlers);
  }
  return shop;
}

/**
 * Lets stories happen in a shop. `messages` has what really happened: of each message its `parent`, its `effects`, and for each
 * handling the service, its last attempt, and the end if it was done.
 */
function createDay(seed, { stories = 3, types = 5, failing = 0.2, losing = 0.12, late = 0.15, shop } = {}) {
  const random = createRandom(seed);
  const table = shop ?? drawShop(random, { types });
  const prefix = random.pick(['e', 'm', 'x']);
  const lines = [];
  const messages = [];
  const used = new Set();
  let last = random.between(1, 900);

  /** A moment at which nothing else happens. */
  function moment(at) {
    let free = at;
    while (used.has(free)) free++;
    used.add(free);
    return free;
  }

  function write(line) {
    lines.push(line);
    return line.at;
  }

  function handle(message, { service, effects }) {
    const handling = { service, done: undefined, begun: undefined };
    message.handlings.push(handling);
    const chance = random.next();
    if (chance < losing / 2) return;
    const step = (event, from, low, high) =>
      write({ at: moment(from + random.between(low, high)), service, event, id: message.id });
    let at = message.at;
    for (let attempts = 0; random.next() < failing && attempts < 4; attempts++) {
      handling.begun = step('begun', at, 1, 40);
      at = handling.begun;
      // It published before it failed.
      if (effects.length > 0 && random.next() < 0.4) at = publish(effects[0], service, at, message, handling);
      at = step('failed', at, 1, 30);
    }
    if (chance < losing) return;
    handling.begun = step('begun', at, 1, random.next() < 0.2 ? 400 : 40);
    at = handling.begun;
    const isLate = effects.length > 0 && random.next() < late;
    const now = isLate ? effects.slice(1) : effects;
    for (const type of now) at = publish(type, service, at, message, handling);
    handling.done = step('done', at, 1, random.next() < 0.2 ? 300 : 40);
    if (isLate) publish(effects[0], service, handling.done, message, handling);
    else if (effects.length === 0 && random.next() < 0.15) {
      // It comes once more, and that attempt fails.
      step('failed', step('begun', handling.done, 1, 20), 1, 20);
    }
  }

  function publish(number, service, from, parent, handling) {
    const type = `Type${number}`;
    const at = moment(from + random.between(1, 40));
    const id = `${prefix}-${(last += random.between(1, 3))}`;
    const correlationid = parent?.correlationid ?? id;
    write({ at, service, event: 'published', id, type, correlationid, causationid: parent?.id });
    const begun = handling?.begun;
    const message = { id, type, at, service, correlationid, parent, begun, effects: [], handlings: [] };
    messages.push(message);
    parent?.effects.push(message);
    for (const handler of table.get(type) ?? []) handle(message, handler);
    return at;
  }

  for (let n = 0; n < stories; n++) publish(0, random.pick(NAMES), n * random.between(1, 90));
  const twice = lines.filter(() => random.next() < 0.15).map((line) => ({ ...line }));
  const log = [...lines, ...twice]
    .map((line) => ({ line, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ line }) => Object.freeze(line));
  const subscriptions = Object.fromEntries(
    [...table].map(([type, handlers]) => [type, handlers.map(({ service }) => service)]),
  );
  const roots = messages.filter(({ parent }) => parent === undefined).map(({ id }) => id);
  return { log: Object.freeze(log), subscriptions, messages, random, stories: roots };
}

/** Days of many shapes. */
const DAYS = Array.from({ length: 7 }, (_, n) => ({
  seed: `day ${n}`,
  types: 3 + (n % 4),
  stories: 1 + (n % 3),
}));

const shapeOf = ({ id, type, effects }) => ({
  id,
  type,
  effects: effects.toSorted((a, b) => a.at - b.at).map(shapeOf),
});

/** Compares trees, and says in words where they first differ. */
function expectTree(actual, expected, below) {
  assert.ok(Array.isArray(actual), `Below ${below} there should be a list, and there is ${String(actual)}.`);
  const ids = (nodes) => nodes.map((node) => node?.id).join(', ') || 'nothing';
  assert.equal(
    ids(actual),
    ids(expected),
    `Below ${below} there should be ${ids(expected)}; there is ${ids(actual)}.`,
  );
  for (const [n, node] of expected.entries()) {
    assert.equal(
      actual[n].type,
      node.type,
      `${node.id} is of type ${node.type}, and ${actual[n].type} in your tree.`,
    );
    expectTree(actual[n].effects, node.effects, node.id);
  }
}

/** What the end of a story has waited for, as it really was. */
function truePath(messages, story) {
  const own = messages.filter(({ correlationid }) => correlationid === story);
  const all = own.flatMap((message) => message.handlings.map((handling) => ({ message, ...handling })));
  const ends = all.filter(({ done }) => done !== undefined).sort((a, b) => b.done - a.done);
  if (ends.length === 0) return [];
  const [{ message, service, begun, done }] = ends;
  const hops = [{ id: message.id, service, waited: begun - message.at, worked: done - begun }];
  for (let next = message; next.parent; next = next.parent) {
    const { id, at } = next.parent;
    hops.unshift({ id, service: next.service, waited: next.begun - at, worked: next.at - next.begun });
  }
  return hops;
}

const hopIn = (hop) =>
  hop
    ? `${hop.id} at ${hop.service}, which waited ${hop.waited} ms and was worked on for ${hop.worked} ms`
    : 'nothing';

function expectPath(actual, expected, story) {
  assert.ok(Array.isArray(actual), `pathOf() returns a list; for ${story} it returned ${String(actual)}.`);
  const ids = (hops) => hops.map((hop) => hop?.id).join(' → ') || 'empty';
  assert.equal(
    ids(actual),
    ids(expected),
    `The path of ${story} should be ${ids(expected)}; it is ${ids(actual)}.`,
  );
  for (const [n, hop] of expected.entries()) {
    const { id, service, waited, worked } = actual[n];
    assert.deepEqual(
      { id, service, waited, worked },
      hop,
      `A hop of ${story} should be ${hopIn(hop)}; it is ${hopIn(actual[n])}.`,
    );
  }
}

test('each message hangs below the one that it names as its cause', () => {
  for (const { seed, ...shape } of DAYS) {
    const { log, messages, stories } = createDay(seed, { ...shape, losing: 0 });
    for (const story of stories) {
      const [root] = messages.filter(({ id }) => id === story);
      expectTree(treeOf(log, story), [shapeOf(root)], `the story of ${story}`);
    }
  }
});

test('a message whose cause has no line in the log is a root', () => {
  for (const { seed, ...shape } of DAYS) {
    const { log, messages, stories, random } = createDay(`gaps ${seed}`, { ...shape, losing: 0 });
    const gone = new Set(messages.filter(() => random.next() < 0.3).map(({ id }) => id));
    const kept = log.filter(({ id, event }) => !(event === 'published' && gone.has(id)));
    for (const story of stories) {
      const own = messages.filter(({ id, correlationid }) => correlationid === story && !gone.has(id));
      const left = (message) => ({
        ...message,
        effects: message.effects.filter(({ id }) => !gone.has(id)).map(left),
      });
      const roots = own.filter(({ parent }) => parent === undefined || gone.has(parent.id));
      const expected = roots.toSorted((a, b) => a.at - b.at).map((root) => shapeOf(left(root)));
      expectTree(treeOf(kept, story), expected, `the story of ${story}, of which some lines are gone`);
    }
  }
});

test('the path leads from cause to cause to what was done last', () => {
  for (const { seed, ...shape } of DAYS) {
    const { log, messages, stories } = createDay(`path ${seed}`, { ...shape, failing: 0 });
    for (const story of stories) expectPath(pathOf(log, story), truePath(messages, story), story);
  }
});

test('a hop has worked in the attempt that led on, and waited before', () => {
  for (const { seed, ...shape } of DAYS) {
    const { log, messages, stories } = createDay(`attempts ${seed}`, { ...shape, failing: 0.5 });
    for (const story of stories) expectPath(pathOf(log, story), truePath(messages, story), story);
  }
});

test('a story in which nothing was done has no path, and no slowest hop', () => {
  const { log, stories } = createDay('nothing', { types: 2, losing: 2 });
  for (const story of [...stories, 'nobody']) {
    assert.deepEqual(pathOf(log, story), [], `Nothing of ${story} was ever done, so its path is empty.`);
    const slowest = slowestOf(log, story);
    assert.equal(slowest, undefined, `Nothing of ${story} was ever done, so nothing is slowest.`);
  }
});

test('the slowest hop is that of the path, waiting and working together', () => {
  for (const { seed, ...shape } of DAYS) {
    const { log, messages, stories } = createDay(`slow ${seed}`, shape);
    for (const story of stories) {
      const path = truePath(messages, story);
      const sum = (hop) => (hop ? hop.waited + hop.worked : -1);
      const most = Math.max(-1, ...path.map(sum));
      const slowest = slowestOf(log, story);
      const right = path.filter((hop) => sum(hop) === most);
      assert.ok(
        slowest === undefined ? path.length === 0 : right.some((hop) => hop.id === slowest.id),
        `The slowest hop of ${story} is ${hopIn(right[0])}; you found ${hopIn(slowest)}.`,
      );
    }
  }
  // Neither the longest wait nor the longest work.
  const ids = { correlationid: 'm-1' };
  const log = [
    { at: 0, service: 'orders', event: 'published', id: 'm-1', type: 'OrderPlaced', ...ids },
    { at: 50, service: 'inventory', event: 'begun', id: 'm-1' },
    {
      at: 110,
      service: 'inventory',
      event: 'published',
      id: 'm-2',
      type: 'StockReserved',
      ...ids,
      causationid: 'm-1',
    },
    { at: 112, service: 'inventory', event: 'done', id: 'm-1' },
    { at: 200, service: 'payments', event: 'begun', id: 'm-2' },
    {
      at: 205,
      service: 'payments',
      event: 'published',
      id: 'm-3',
      type: 'CardCharged',
      ...ids,
      causationid: 'm-2',
    },
    { at: 206, service: 'payments', event: 'done', id: 'm-2' },
    { at: 210, service: 'mail', event: 'begun', id: 'm-3' },
    { at: 280, service: 'mail', event: 'done', id: 'm-3' },
  ];
  assert.equal(
    slowestOf(log, 'm-1')?.id,
    'm-1',
    'm-1 waited 50 ms and was worked on for 60, m-2 90 and 5, m-3 5 and 70: the slowest hop is that of m-1.',
  );
});

test('what a subscriber was never done with is lost, for that subscriber', () => {
  for (const { seed, ...shape } of DAYS) {
    const { log, messages, subscriptions } = createDay(`lost ${seed}`, {
      ...shape,
      losing: 0.4,
      failing: 0.4,
    });
    const expected = messages.flatMap(({ id, handlings }) =>
      handlings.filter(({ done }) => done === undefined).map(({ service }) => `${id} for ${service}`),
    );
    const found = lostOf(log, subscriptions).map(({ id, service }) => `${id} for ${service}`);
    const missing = expected.find((one) => !found.includes(one));
    assert.equal(missing, undefined, `${missing} is lost, and not in your list of ${found.length}.`);
    const wrong = found.find((one) => !expected.includes(one));
    assert.equal(wrong, undefined, `${wrong} is in your list, and not lost.`);
    const twice = found.find((one, n) => found.indexOf(one) !== n);
    assert.equal(twice, undefined, `${twice} is in your list twice.`);
  }
});
