import assert from 'node:assert/strict';
import test from 'node:test';
import { createDesk } from './desk.js';

/** Numbers from 0 to below `below`, the same in every run. */
function createDice(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Turns the loop until a promise has settled, but not for ever: { value }, { error } or { open: true }. */
async function outcome(promise, mostTurns = 300) {
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
  return error === undefined ? `it gave ${JSON.stringify(value)}` : `it threw “${error?.message ?? error}”`;
}

/** A printer under the check's control: each label waits until the check ends it. */
function createShop(limit) {
  const begun = [];
  const open = [];
  function print(order) {
    begun.push(order.id);
    const { promise, resolve, reject } = Promise.withResolvers();
    promise.catch(() => {});
    open.push({ resolve, reject });
    return promise;
  }
  const desk = createDesk(print, limit);
  return {
    desk,
    begun,
    atWork: () => open.length,
    /** What accept says to each of these. */
    ask: (ids) => ids.map((id) => desk.accept({ id })),
    async finish() {
      open.shift()?.resolve();
      await turns();
    },
    async fail() {
      open.shift()?.reject(new Error('out of paper'));
      await turns();
    },
    async finishAll() {
      for (let label = 0; label < 200 && open.length > 0; label += 1) await this.finish();
    },
  };
}

const idsOf = (name, count) => Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);
const show = (answers) =>
  answers.map((answer) => (answer === true ? 'yes' : answer === false ? 'no' : String(answer))).join(' ');

function expectAnswers(answers, yes, no, story) {
  const wanted = [...Array(yes).fill(true), ...Array(no).fill(false)];
  assert.deepEqual(
    answers,
    wanted,
    `${story} accept should say: ${show(wanted)}. It said: ${show(answers)}.`,
  );
}

async function expectCounts({ desk }, wanted, story) {
  const end = await outcome(desk.idle());
  assert.deepEqual(
    end.value,
    wanted,
    `${story} idle() should give ${JSON.stringify(wanted)}, but ${told(end)}.`,
  );
}

test('an order that comes alone is accepted and printed', async () => {
  const shop = createShop(3);
  expectAnswers(shop.ask(['o-21']), 1, 0, 'The desk is empty.');
  await turns();
  assert.deepEqual(
    shop.begun,
    ['o-21'],
    `o-21 should be in the printer; printed so far: ${shop.begun.join(', ') || 'nothing'}.`,
  );
  await shop.finish();
  await expectCounts(shop, { printed: 1, failed: 0, refused: 0 }, 'o-21 is printed.');
});

test('one label is printed at a time, in the order in which they came', async () => {
  const shop = createShop(6);
  const ids = idsOf('o', 5);
  shop.ask(ids);
  await turns();
  for (const [index, id] of ids.entries()) {
    assert.equal(
      shop.atWork(),
      1,
      `${ids.length} orders were accepted, ${index} are printed: 1 label should be in the printer, and ${shop.atWork()} are.`,
    );
    assert.equal(
      shop.begun.at(-1),
      id,
      `${id} should be in the printer now, and it is ${shop.begun.at(-1)}.`,
    );
    await shop.finish();
  }
  assert.deepEqual(
    shop.begun,
    ids,
    `Each label should be printed once; printed were ${shop.begun.join(', ')}.`,
  );
});

test('the desk holds as many orders as its limit, the one in the printer included, and refuses the rest', async () => {
  for (const limit of [1, 3, 8]) {
    const shop = createShop(limit);
    expectAnswers(
      shop.ask(idsOf('o', limit + 4)),
      limit,
      4,
      `The limit is ${limit}, and ${limit + 4} orders come at once.`,
    );
    await turns();
    expectAnswers(
      shop.ask(['late']),
      0,
      1,
      `The limit is ${limit}, the desk is full, and nothing has been printed yet.`,
    );
    await shop.finishAll();
    assert.deepEqual(
      shop.begun,
      idsOf('o', limit),
      `Printed should be the ${limit} that were accepted; it was ${shop.begun.join(', ')}.`,
    );
  }
});

test('a label that is printed makes room for one order', async () => {
  const shop = createShop(3);
  shop.ask(idsOf('a', 3));
  await turns();
  await shop.finish();
  expectAnswers(
    shop.ask(['b-1', 'b-2']),
    1,
    1,
    'The limit is 3; three were accepted and one of them is printed.',
  );
  await shop.finish();
  await shop.finish();
  expectAnswers(
    shop.ask(['c-1', 'c-2', 'c-3']),
    2,
    1,
    'Of four that were accepted three are printed; the limit is 3.',
  );
  await shop.finishAll();
  const wanted = ['a-1', 'a-2', 'a-3', 'b-1', 'c-1', 'c-2'];
  assert.deepEqual(
    shop.begun,
    wanted,
    `Printed should be ${wanted.join(', ')}; it was ${shop.begun.join(', ')}.`,
  );
});

test('a label that cannot be printed is counted, makes room, and does not stop the next', async () => {
  for (const failures of [1, 2]) {
    const shop = createShop(3);
    shop.ask(idsOf('o', 3));
    await turns();
    for (let label = 0; label < failures; label += 1) await shop.fail();
    const begun = idsOf('o', failures + 1);
    assert.deepEqual(
      shop.begun,
      begun,
      `${failures} of three labels could not be printed; ${begun.at(-1)} should be in the printer now. Begun are ${shop.begun.join(', ')}.`,
    );
    expectAnswers(
      shop.ask(idsOf('p', failures + 1)),
      failures,
      1,
      `The limit is 3, three were accepted, and ${failures} have failed.`,
    );
    await shop.finishAll();
    await expectCounts(
      shop,
      { printed: 3, failed: failures, refused: 1 },
      `Of ${3 + failures} accepted orders ${failures} could not be printed, and one was refused.`,
    );
  }
});

test('a printer that throws at once is treated like one that rejects', async () => {
  const tried = [];
  const desk = createDesk((order) => {
    tried.push(order.id);
    if (order.id !== 'o-2') throw new Error('out of paper');
    return Promise.resolve();
  }, 5);
  for (const id of ['o-1', 'o-2', 'o-3']) {
    let answer;
    try {
      answer = desk.accept({ id });
    } catch (error) {
      answer = `the error “${error.message}”`;
    }
    assert.equal(
      answer,
      true,
      `The printer throws for o-1 and o-3. accept should say true to ${id}; it gave ${answer}.`,
    );
  }
  const end = await outcome(desk.idle());
  assert.deepEqual(
    end.value,
    { printed: 1, failed: 2, refused: 0 },
    `The printer throws for o-1 and o-3: idle() should give 1 printed and 2 failed, but ${told(end)}.`,
  );
  assert.deepEqual(
    tried,
    ['o-1', 'o-2', 'o-3'],
    `All three should be tried, each once; tried were ${tried.join(', ')}.`,
  );
});

test('idle waits until the desk holds nothing, and counts what it has done so far', async () => {
  const shop = createShop(2);
  await expectCounts(shop, { printed: 0, failed: 0, refused: 0 }, 'Nobody has come yet.');
  shop.ask(['o-1', 'o-2', 'o-3']);
  const idle = shop.desk.idle();
  const again = shop.desk.idle();
  await turns();
  await shop.finish();
  const early = await outcome(idle, 5);
  assert.ok(early.open, `o-2 is in the printer; idle() should wait, but ${told(early)}.`);
  shop.ask(['o-4']);
  await shop.finish();
  const stillEarly = await outcome(idle, 5);
  assert.ok(
    stillEarly.open,
    `o-4 came while o-2 was in the printer, and is in it now; idle() should wait, but ${told(stillEarly)}.`,
  );
  await shop.finish();
  const wanted = { printed: 3, failed: 0, refused: 1 };
  for (const promise of [idle, again]) {
    const end = await outcome(promise);
    assert.deepEqual(
      end.value,
      wanted,
      `Three are printed, o-3 was refused: idle() should give ${JSON.stringify(wanted)}, but ${told(end)}.`,
    );
  }
});

test('in any rush, accepted is what is printed or has failed, and the limit holds at every moment', async () => {
  for (const seed of [3, 21, 34]) {
    const dice = createDice(seed);
    const limit = 1 + dice(5);
    const shop = createShop(limit);
    const counts = { printed: 0, failed: 0, refused: 0 };
    let held = 0;
    for (let step = 1; step <= 60; step += 1) {
      if (dice(3) > 0) {
        const [answer] = shop.ask([`o-${step}`]);
        const room = held < limit;
        assert.equal(
          answer,
          room,
          `Step ${step} of a rush (${seed}): the limit is ${limit}, and ${held} orders are held. accept should say ${room}, and said ${answer}.`,
        );
        if (room) held += 1;
        else counts.refused += 1;
        await turns();
      } else if (held > 0) {
        const fails = dice(4) === 0;
        await (fails ? shop.fail() : shop.finish());
        counts[fails ? 'failed' : 'printed'] += 1;
        held -= 1;
      }
      assert.equal(
        shop.atWork(),
        held > 0 ? 1 : 0,
        `Step ${step} of a rush (${seed}): ${held} orders are held, and ${shop.atWork()} labels are in the printer.`,
      );
    }
    counts.printed += held;
    await shop.finishAll();
    await expectCounts(shop, counts, `The rush (${seed}) is over.`);
  }
});
