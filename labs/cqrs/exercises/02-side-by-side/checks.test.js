import assert from 'node:assert/strict';
import test from 'node:test';
import { createReadModel } from './read-model.js';

/** Numbers from 0 to below `below`, the same in every run. */
function createDice(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A shop: a log that grows, lists that follow it, and what happened to them, in order. */
function createShop() {
  const shop = {
    end: 0,
    failures: [],
    /** [list, how many events it has applied] for each advance. */
    advances: [],
    dropped: [],
    order: (count) => void (shop.end += count),
    list(name, { throwsAt = Infinity } = {}) {
      const list = {
        name,
        checkpoint: 0,
        read() {
          assert.ok(!shop.dropped.includes(name), `The list ${name} was dropped, and is asked all the same.`);
          return { by: name, upTo: list.checkpoint };
        },
        advance(atMost = Infinity) {
          assert.ok(
            !shop.dropped.includes(name),
            `The list ${name} was dropped, and is advanced all the same.`,
          );
          const before = list.checkpoint;
          const to = Math.min(shop.end, before + atMost);
          list.checkpoint = Math.min(to, throwsAt - 1);
          shop.advances.push([name, list.checkpoint - before]);
          if (to >= throwsAt) throw new Error(`${name} cannot read event ${throwsAt}`);
        },
        drop: () => void shop.dropped.push(name),
      };
      return list;
    },
    open(first) {
      const onFailure = (name, error) => void shop.failures.push(`${name}: ${error?.message}`);
      const model = createReadModel(first, { onFailure });
      model.work(10);
      return model;
    },
  };
  return shop;
}

/** A fault of a list that is being built should not come out of work(). */
function work(model, atMost) {
  try {
    model.work(atMost);
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error;
    assert.fail(`A fault of the list that is built came out of work(${atMost}): ${error?.message}.`);
  }
}

function expectAnswer(model, by, upTo, when) {
  const answer = model.read();
  assert.equal(answer?.by, by, `${when}: the list ${by} should answer, and ${answer?.by} does.`);
  assert.equal(answer.upTo, upTo, `${when}: ${by} should be at position ${upTo}, and is at ${answer.upTo}.`);
  assert.equal(model.name, by, `${when}: \`name\` should be ${by}, and is ${model.name}.`);
}

test('one list follows the log and answers', () => {
  const shop = createShop();
  shop.order(7);
  const model = shop.open(shop.list('units'));
  expectAnswer(model, 'units', 7, 'After seven orders');
  shop.order(2);
  model.work(10);
  expectAnswer(model, 'units', 9, 'After two more orders');
});

test('while a list is built, the old one answers and follows the log', () => {
  const shop = createShop();
  shop.order(40);
  const model = shop.open(shop.list('units'));
  for (let n = 0; n < 9; n += 1) model.work(10);
  model.rebuild(shop.list('cents'));
  expectAnswer(model, 'units', 40, 'Right after rebuild');
  for (let round = 1; round <= 5; round += 1) {
    shop.order(3);
    model.work(6);
    expectAnswer(model, 'units', 40 + 3 * round, `After ${round} rounds of building`);
  }
});

test('the new list takes over when it has come as far as the old one', () => {
  const shop = createShop();
  shop.order(9);
  const model = shop.open(shop.list('units'));
  model.rebuild(shop.list('cents'));
  model.work(5);
  expectAnswer(model, 'units', 9, 'With 5 of 9 events in the new list');
  shop.order(2);
  model.work(5);
  expectAnswer(model, 'units', 11, 'With 10 of 11 events in the new list');
  model.work(5);
  expectAnswer(model, 'cents', 11, 'With all 11 events in the new list');
  shop.order(4);
  model.work(2);
  expectAnswer(model, 'cents', 15, 'Four orders later: the list that answers follows without a limit');
});

test('a list that is built reads at most so many events in one go', () => {
  const shop = createShop();
  shop.order(30);
  const model = shop.open(shop.list('units'));
  for (let n = 0; n < 3; n += 1) model.work(10);
  model.rebuild(shop.list('cents'));
  for (const atMost of [7, 4, 12, 1]) {
    const before = shop.advances.length;
    shop.order(1);
    model.work(atMost);
    const read = shop.advances
      .slice(before)
      .filter(([name]) => name === 'cents')
      .reduce((sum, [, count]) => sum + count, 0);
    assert.equal(
      read,
      atMost,
      `work(${atMost}) should add ${atMost} events to the new list, and added ${read}.`,
    );
    assert.equal(model.name, 'units', `After work(${atMost}) the old list should still answer.`);
  }
});

test('the old list is dropped when the new one answers, once, and not before', () => {
  const shop = createShop();
  shop.order(8);
  const model = shop.open(shop.list('units'));
  model.rebuild(shop.list('cents'));
  model.work(5);
  assert.deepEqual(shop.dropped, [], 'While the new list is built, nobody should be dropped.');
  for (let n = 0; n < 4; n += 1) model.work(5);
  assert.deepEqual(
    shop.dropped,
    ['units'],
    'Once the new list answers, the old one should be dropped, once.',
  );
});

test('a list that fails never answers, and the page notices nothing', () => {
  const shop = createShop();
  shop.order(12);
  const model = shop.open(shop.list('units'));
  model.work(10);
  model.rebuild(shop.list('cents', { throwsAt: 7 }));
  for (let round = 1; round <= 4; round += 1) {
    work(model, 4);
    expectAnswer(model, 'units', 12, `In round ${round} of building a list that fails`);
  }
  assert.deepEqual(
    shop.failures,
    ['cents: cents cannot read event 7'],
    `onFailure should be told once, with name and error; it was told ${JSON.stringify(shop.failures)}.`,
  );
  assert.deepEqual(shop.dropped, ['cents'], 'The list that failed should be dropped, and no other.');
});

test('after a failure another rebuild can be tried', () => {
  const shop = createShop();
  shop.order(6);
  const model = shop.open(shop.list('units'));
  model.rebuild(shop.list('cents', { throwsAt: 2 }));
  work(model, 4);
  expectAnswer(model, 'units', 6, 'After the first try has failed');
  model.rebuild(shop.list('cents-2'));
  work(model, 4);
  work(model, 4);
  expectAnswer(model, 'cents-2', 6, 'After the second try');
});

test('a fault of the list that answers is no secret', () => {
  const shop = createShop();
  shop.order(5);
  const model = shop.open(shop.list('units', { throwsAt: 9 }));
  model.rebuild(shop.list('cents'));
  model.work(2);
  expectAnswer(model, 'units', 5, 'With 2 of 5 events in the new list');
  shop.order(6);
  assert.throws(
    () => model.work(2),
    /units cannot read event 9/,
    'If the list that answers throws, work() should throw it: the page is going stale.',
  );
});

test('a rebuild that is asked for during another takes its place', () => {
  const shop = createShop();
  shop.order(10);
  const model = shop.open(shop.list('units'));
  model.rebuild(shop.list('cents'));
  model.work(6);
  model.rebuild(shop.list('euros'));
  assert.deepEqual(shop.dropped, ['cents'], 'The list whose place was taken should be dropped at once.');
  model.work(6);
  expectAnswer(model, 'units', 10, 'With 6 of 10 events in the second new list');
  model.work(6);
  expectAnswer(model, 'euros', 10, 'When the second new list has caught up');
  assert.deepEqual(shop.dropped, ['cents', 'units'], 'In the end both other lists should have been dropped.');
});

test('no answer is ever older than the one before it', () => {
  for (const seed of [2, 17, 40]) {
    const dice = createDice(seed);
    const shop = createShop();
    shop.order(20);
    const model = shop.open(shop.list('list-0'));
    model.work(20);
    let last = model.read().upTo;
    let lists = 0;
    for (let step = 1; step <= 300; step += 1) {
      const kind = dice(8);
      if (kind === 0) {
        lists += 1;
        model.rebuild(shop.list(`list-${lists}`, dice(4) === 0 ? { throwsAt: 1 + dice(shop.end) } : {}));
      } else if (kind < 4) shop.order(dice(3));
      else work(model, 10 + dice(60));
      const { by, upTo } = model.read();
      assert.ok(
        upTo >= last,
        `Seed ${seed}, step ${step}: ${by} answers as of position ${upTo}, after ${last}.`,
      );
      last = upTo;
      if (kind >= 4) {
        assert.equal(
          upTo,
          shop.end,
          `Seed ${seed}, step ${step}: after work() the answer should be up to date.`,
        );
      }
    }
    assert.notEqual(model.name, 'list-0', `Seed ${seed}: after ${lists} rebuilds a new list should answer.`);
  }
});
