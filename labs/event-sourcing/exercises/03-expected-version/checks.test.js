import assert from 'node:assert/strict';
import test from 'node:test';
import { ConflictError, createEventStore } from './event-store.js';
import { handle } from './handle.js';

const credited = (points) => ({ type: 'PointsCredited', points });
const EFFECT = { PointsCredited: 1, PointsRedeemed: -1, RedemptionRefused: 0 };

/** A model of an account; `onDecide` is told of every decision. */
function createModel(onDecide = () => {}) {
  return {
    initialState: () => 0,
    decide(balance, { points }) {
      onDecide(balance);
      return [{ type: points > balance ? 'RedemptionRefused' : 'PointsRedeemed', points }];
    },
    evolve: (balance, { type, points }) => balance + EFFECT[type] * points,
  };
}

async function storeWith(points, stream = 'points-c-7') {
  const store = createEventStore();
  await store.append(stream, 0, [credited(points)]);
  return store;
}

async function balanceOf(store, stream = 'points-c-7') {
  const { evolve, initialState } = createModel();
  return (await store.read(stream)).reduce(evolve, initialState());
}

/** How a promise ends: with a value, with an error, or not at all within many turns of the loop. */
async function outcome(promise) {
  let ending = { open: true };
  promise.then(
    (value) => (ending = { value }),
    (error) => (ending = { error }),
  );
  for (let turn = 0; turn < 200 && ending.open; turn += 1)
    await new Promise((resolve) => setImmediate(resolve));
  return ending;
}

const told = ({ value, error, open }) => {
  if (open) return 'it never ended';
  return error ? `it threw ${error.name}: ${error.message}` : `it gave ${JSON.stringify(value)}`;
};

test('events get a version in their stream and a position in the log', async () => {
  const store = await storeWith(31);
  await store.append('points-c-9', 0, [credited(5), credited(6)]);
  assert.equal(await store.append('points-c-7', 1, [credited(7)]), 2, 'append should return the version: 2.');
  const places = async (stream) =>
    (await store.read(stream)).map(({ version, position }) => `${version} at ${position}`);
  assert.deepEqual(
    await places('points-c-9'),
    ['1 at 2', '2 at 3'],
    'The events of c-9 have wrong versions or positions.',
  );
  assert.deepEqual(
    await places('points-c-7'),
    ['1 at 1', '2 at 4'],
    'The events of c-7 have wrong versions or positions.',
  );
});

test('an append that expects another version is refused with a ConflictError that says which', async () => {
  const store = await storeWith(31);
  await store.append('points-c-7', 1, [credited(2), credited(3)]);
  for (const expected of [0, 1, 2, 4]) {
    const end = await outcome(store.append('points-c-7', expected, [credited(9)]));
    assert.ok(
      end.error instanceof ConflictError,
      `The stream is at version 3, and ${expected} was expected: a ConflictError should follow, but ${told(end)}.`,
    );
    const { message, name } = end.error;
    assert.equal(name, 'ConflictError', `The name of the error should be ConflictError, and is “${name}”.`);
    for (const part of ['points-c-7', `${expected}`, '3']) {
      assert.ok(
        message.includes(part),
        `The conflict should name stream, expected and found; “${message}” lacks ${part}.`,
      );
    }
  }
});

test('of a batch that is refused nothing is there', async () => {
  const store = await storeWith(31);
  const batches = [[credited(1), credited(2)], [credited(3)]];
  for (const batch of batches) {
    const { error } = await outcome(store.append('points-c-7', 0, batch));
    const count = (await store.read('points-c-7')).length;
    assert.ok(
      error !== undefined && count === 1,
      `A batch of ${batch.length} expected version 0 and found 1. It should throw and leave 1 event; there are ${count}.`,
    );
  }
});

test('of appends at the same moment that saw the same version exactly one succeeds', async () => {
  for (const writers of [2, 5]) {
    const store = await storeWith(31);
    const ends = await Promise.all(
      Array.from({ length: writers }, (_, index) =>
        outcome(store.append('points-c-7', 1, [credited(index + 1)])),
      ),
    );
    const granted = ends.filter(({ error }) => error === undefined).length;
    assert.equal(
      granted,
      1,
      `Of ${writers} appends at once ${granted} succeeded: the check and the append were not one step.`,
    );
    assert.equal((await store.read('points-c-7')).length, 2, 'The stream should have two events afterwards.');
  }
});

test('what counts is what is there after the way to the database, not before it', async () => {
  let meanwhile = async () => {};
  const slow = createEventStore(async () => {
    const first = meanwhile;
    meanwhile = async () => {};
    await first();
  });
  await slow.append('points-c-7', 0, [credited(31)]);

  meanwhile = () => slow.append('points-c-7', 1, [credited(4)]);
  const end = await outcome(slow.append('points-c-7', 1, [credited(5)]));
  assert.ok(
    end.error instanceof ConflictError,
    `While one append was on its way, another was granted; the first should be refused then, but ${told(end)}.`,
  );
  meanwhile = () => slow.append('points-c-7', 2, [credited(6)]);
  const { length } = await slow.read('points-c-7');
  assert.equal(
    length,
    3,
    `A third event was appended while a read was on its way, and the read gave ${length} events.`,
  );
});

test('streams do not disturb each other', async () => {
  const store = await storeWith(31);
  const end = await outcome(store.append('points-c-9', 0, [credited(8)]));
  assert.equal(
    end.value,
    1,
    `c-9 had no events, so version 0 was right: append should return 1, but ${told(end)}.`,
  );
});

test('after a conflict the command is decided anew, on the state that the other has left', async () => {
  for (const [points, expected] of [
    [85, ['PointsRedeemed', 'RedemptionRefused']],
    [130, ['PointsRedeemed', 'PointsRedeemed']],
  ]) {
    const store = await storeWith(points);
    const seen = [];
    const model = createModel((balance) => seen.push(balance));
    const command = { type: 'RedeemPoints', points: 60 };
    const ends = await Promise.all([1, 2].map(() => outcome(handle(store, model, 'points-c-7', command))));
    const types = ends.map((end) => end.value?.[0]?.type ?? told(end));
    assert.deepEqual(
      types,
      expected,
      `Two tabs redeem 60 of ${points} points. They should be told ${expected.join(' and ')}, and were told ${types.join(' and ')}.`,
    );
    const balance = await balanceOf(store);
    const left = expected[1] === 'PointsRedeemed' ? points - 120 : points - 60;
    assert.equal(balance, left, `${left} points should be left, and ${balance} are.`);
    assert.equal(
      seen.at(-1),
      points - 60,
      `The last decision should have seen ${points - 60} points, and saw ${seen.at(-1)}.`,
    );
  }
});

test('it gives up after as many attempts as it was given, with the conflict', async () => {
  for (const attempts of [1, 3, 5]) {
    const store = await storeWith(31);
    let decisions = 0;
    const rival = createModel(() => (decisions += 1));
    const busy = {
      read: (stream) => store.read(stream),
      async append(stream, expected, events) {
        if (decisions > 20) return new Promise(() => {});
        await store.append(stream, (await store.read(stream)).length, [credited(1)]);
        return store.append(stream, expected, events);
      },
    };
    const end = await outcome(
      handle(busy, rival, 'points-c-7', { type: 'RedeemPoints', points: 10 }, attempts),
    );
    assert.ok(
      end.error instanceof ConflictError,
      `After ${attempts} conflicts in a row it should throw the conflict, but ${told(end)}.`,
    );
    assert.equal(
      decisions,
      attempts,
      `With attempts = ${attempts} it should decide ${attempts} times, and decided ${decisions} times.`,
    );
  }
});

test('three attempts are the default', async () => {
  let decisions = 0;
  const full = {
    read: async () => [],
    append: async () => {
      if (decisions > 20) return new Promise(() => {});
      throw new ConflictError('somebody was faster');
    },
  };
  await outcome(
    handle(
      full,
      createModel(() => (decisions += 1)),
      'points-c-7',
      { type: 'RedeemPoints', points: 1 },
    ),
  );
  assert.equal(
    decisions,
    3,
    `Without a fourth argument it should decide 3 times, and decided ${decisions} times.`,
  );
});

test('an error that is no conflict is passed on at once', async () => {
  let appends = 0;
  const broken = {
    read: async () => [],
    append: async () => {
      appends += 1;
      throw new TypeError('the disk is full');
    },
  };
  const end = await outcome(handle(broken, createModel(), 'points-c-7', { type: 'RedeemPoints', points: 1 }));
  assert.equal(
    end.error?.message,
    'the disk is full',
    `The error of the store should reach the caller, but ${told(end)}.`,
  );
  assert.equal(appends, 1, `It was tried ${appends} times; trying again cannot help here.`);
});

test('whatever many tabs do at once, the balance never falls below zero', async () => {
  for (const [tabs, points] of [
    [9, 100],
    [14, 333],
  ]) {
    const store = await storeWith(points);
    const commands = Array.from({ length: tabs }, (_, tab) => ({
      type: 'RedeemPoints',
      points: 13 + ((tab * 29) % 31),
    }));
    const ends = await Promise.all(
      commands.map((command) => outcome(handle(store, createModel(), 'points-c-7', command, tabs))),
    );
    const failed = ends.find(({ value }) => value === undefined);
    assert.equal(failed, undefined, `One of ${tabs} tabs got no decision: ${failed && told(failed)}.`);
    const history = await store.read('points-c-7');
    assert.equal(
      history.length,
      tabs + 1,
      `${tabs} commands should leave ${tabs} events, and left ${history.length - 1}.`,
    );
    assert.ok((await balanceOf(store)) >= 0, `The balance is ${await balanceOf(store)}.`);
  }
});
