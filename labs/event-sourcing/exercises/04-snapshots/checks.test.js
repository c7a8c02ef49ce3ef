import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './load.js';

/** Numbers from 0 to below `below`, the same in every run. */
function createDice(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const evolve = ({ balance, orders }, { points, orderId }) => ({
  balance: balance + points,
  orders: [...orders, orderId],
});
const initialState = () => ({ balance: 0, orders: [] });

/** A stream, its snapshots, and an account of what was read and saved. */
function createAccount({ every = 10, code = 1 } = {}) {
  const events = [];
  const saved = new Map();
  const reads = [];
  const saves = [];
  const account = {
    events,
    saved,
    reads,
    saves,
    append(count, points = 3) {
      for (let n = 0; n < count; n += 1) {
        const version = events.length + 1;
        events.push({ version, points: points + (version % 7), orderId: `o-${version}` });
      }
    },
    /** What the state is, computed without any snapshot. */
    truth: () => ({ state: events.reduce(evolve, initialState()), version: events.length }),
    load: (changes = {}) => load('points-c-7', { ...account.options, ...changes }),
    options: {
      read(stream, from) {
        const found = stream === 'points-c-7' ? events.slice(Math.max(from, 1) - 1) : [];
        reads.push(found.length);
        return found;
      },
      snapshots: {
        get: (stream) => saved.get(stream),
        set(stream, snapshot) {
          saves.push(snapshot);
          saved.set(stream, snapshot);
        },
      },
      initialState,
      evolve,
      code,
      every,
    },
  };
  return account;
}

function expectTruth(account, loaded, when) {
  const { state, version } = account.truth();
  assert.equal(
    loaded?.version,
    version,
    `${when}: the stream is at version ${version}, and load says ${loaded?.version}.`,
  );
  assert.equal(
    loaded.state.balance,
    state.balance,
    `${when}: the balance is ${state.balance}, and load says ${loaded.state.balance}.`,
  );
  assert.deepEqual(loaded.state, state, `${when}: the state differs from the fold of all events.`);
}

test('without snapshots the state is the fold of the whole stream', () => {
  const account = createAccount({ every: 1000 });
  expectTruth(account, account.load(), 'With no events');
  account.append(23);
  expectTruth(account, account.load(), 'With 23 events');
});

test('a load reads only the events behind the snapshot', () => {
  const account = createAccount({ every: 20 });
  account.append(47);
  account.load();
  for (const more of [0, 1, 6]) {
    account.append(more);
    expectTruth(account, account.load(), `With ${more} new events`);
  }
  assert.deepEqual(
    account.reads,
    [47, 0, 1, 7],
    `Four loads, with 47 events and then 0, 1 and 6 new ones, should read 47, 0, 1 and 7; they read ${account.reads.join(', ')}.`,
  );
});

test('a snapshot is saved when so many events had to be read, and not before', () => {
  const account = createAccount({ every: 15, code: 4 });
  account.append(14);
  account.load();
  assert.equal(account.saves.length, 0, 'With 14 events read, and every = 15, no snapshot is due.');
  account.append(3);
  account.load();
  assert.equal(
    account.saves.length,
    1,
    `With 17 events read, and every = 15, one snapshot is due; ${account.saves.length} were saved.`,
  );
  const { version, code, state } = account.saves[0];
  assert.deepEqual(
    { version, code },
    { version: 17, code: 4 },
    'The snapshot should say for which version and by which code it was made.',
  );
  assert.equal(state?.balance, account.truth().state.balance, 'The snapshot should hold the state.');
  account.append(15);
  account.load();
  assert.equal(
    account.saves.at(-1).version,
    32,
    'With 15 more events read, the next snapshot is due, of version 32.',
  );
});

test('a snapshot made by other code is not trusted, and is replaced', () => {
  const account = createAccount({ every: 5, code: 2 });
  account.append(12);
  for (const code of [1, 3, undefined]) {
    account.saved.set('points-c-7', { version: 11, code, state: { balance: 11_000, orders: [] } });
    expectTruth(account, account.load(), `With a snapshot of code ${code}, while this is code 2`);
    const { code: now } = account.saved.get('points-c-7');
    assert.equal(now, 2, `The snapshot of code ${code} should be replaced by one of code 2.`);
  }
});

test('whoever changes the state that was handed out changes nothing for the next', () => {
  const account = createAccount({ every: 5 });
  account.append(9);
  for (const time of ['first', 'second', 'third']) {
    const loaded = account.load();
    expectTruth(account, loaded, `At the ${time} load, when callers have written into every state before it`);
    assert.ok(account.saved.has('points-c-7'), 'After 9 events, and every = 5, there should be a snapshot.');
    loaded.state.balance += 1000;
    loaded.state.orders.length = 0;
  }
});

test('each stream has a snapshot of its own', () => {
  const account = createAccount({ every: 2 });
  account.append(6);
  account.load();
  const other = load('points-c-9', account.options);
  assert.equal(other.version, 0, `points-c-9 has no events, and load says version ${other.version}.`);
  assert.ok(account.saved.has('points-c-7'), 'The snapshot should be saved under the name of its stream.');
});

test('at every moment the state is that of the whole stream, and no load reads much', () => {
  for (const seed of [7, 31]) {
    const dice = createDice(seed);
    const account = createAccount({ every: 25 });
    for (let round = 0; round < 80; round += 1) {
      account.append(1 + dice(6), dice(50));
      expectTruth(account, account.load(), `After ${account.events.length} events`);
      if (dice(10) === 0) account.saved.clear();
    }
    const all = account.reads.reduce((sum, count) => sum + count, 0);
    const most = account.reads.length * 60;
    assert.ok(
      all <= most,
      `80 loads of a stream that grew to ${account.events.length} events read ${all} events; ${most} are enough.`,
    );
  }
});

test('a load that finds the snapshots gone reads everything again', () => {
  const account = createAccount({ every: 10 });
  account.append(40);
  account.load();
  account.saved.clear();
  account.append(1);
  expectTruth(account, account.load(), 'After the snapshots were lost');
  account.load();
  assert.deepEqual(
    account.reads,
    [40, 41, 0],
    `The three loads should read 40, 41 and 0 events, and read ${account.reads.join(', ')}.`,
  );
});
