import assert from 'node:assert/strict';
import test from 'node:test';
import { createClock } from './kit.js';
import { createQueries } from './queries.js';

/** Numbers from 0 to below `below`, the same in every run. */
function createDice(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A list that advances when it is told to, questions to it, and time that passes when it is told to. */
function createPage(position = 3) {
  const time = createClock();
  const listeners = new Set();
  const page = {
    timers: 0,
    listeners,
    now: () => time.now(),
    wait: (ms) => time.advance(ms),
    advanceTo(next) {
      list.position = next;
      for (const listener of [...listeners]) listener();
    },
    /** Asks, and notes when the answer has come. */
    ask(options) {
      const question = { asked: time.now(), answer: undefined, at: undefined };
      Promise.resolve(queries.ask(options)).then(
        (answer) => Object.assign(question, { answer, at: time.now() }),
        (error) => Object.assign(question, { error, at: time.now() }),
      );
      return question;
    },
  };
  const list = {
    position,
    rows: () => ({ upTo: list.position }),
    onAdvance(listener) {
      const entry = (...args) => listener(...args);
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
  };
  const clock = {
    after(ms, run) {
      let isOpen = true;
      page.timers += 1;
      const close = () => {
        if (isOpen) page.timers -= 1;
        isOpen = false;
      };
      const cancel = time.after(ms, () => {
        close();
        run();
      });
      return () => {
        close();
        cancel();
      };
    },
  };
  const queries = createQueries({ list, clock });
  return page;
}

function expectAnswer(question, expected, when) {
  assert.equal(
    question.error,
    undefined,
    `${when}: the question ended with an error: ${question.error?.message}.`,
  );
  assert.notEqual(question.at, undefined, `${when}: there should be an answer, and there is none.`);
  const { rows, position, isStale } = question.answer ?? {};
  assert.equal(
    position,
    expected.position,
    `${when}: expected position ${expected.position}, got ${position}.`,
  );
  assert.deepEqual(
    rows,
    { upTo: position },
    `${when}: the rows are those of position ${rows?.upTo}, not ${position}.`,
  );
  assert.equal(isStale, expected.isStale ?? false, `${when}: isStale should be ${!isStale}.`);
}

function expectNone(question, when) {
  const { position } = question.answer ?? {};
  assert.equal(
    question.at,
    undefined,
    `${when}: nobody should have answered yet, and position ${position} was given.`,
  );
}

test('who has written nothing gets an answer at once', async () => {
  const page = createPage(3);
  const question = page.ask();
  await page.wait(0);
  expectAnswer(question, { position: 3 }, 'Without options');
  const other = page.ask({ within: 50 });
  await page.wait(0);
  expectAnswer(other, { position: 3 }, 'Without `after`');
  const first = createPage(0);
  const early = first.ask();
  await first.wait(0);
  expectAnswer(early, { position: 0 }, 'Of a list that has read nothing yet');
});

test('what the list has passed already is answered at once', async () => {
  const page = createPage(8);
  for (const after of [8, 7, 1]) {
    const question = page.ask({ after });
    await page.wait(0);
    expectAnswer(question, { position: 8 }, `The list is at 8, and the question is for ${after}`);
  }
});

test('who has written gets an answer that holds the write, as soon as there is one', async () => {
  const page = createPage(3);
  const question = page.ask({ after: 5 });
  await page.wait(40);
  expectNone(question, 'The list is at 3, and the question is for 5');
  page.advanceTo(4);
  await page.wait(20);
  expectNone(question, 'The list is at 4, and the question is for 5');
  page.advanceTo(5);
  await page.wait(10);
  expectAnswer(question, { position: 5 }, 'The list has come to 5');
});

test('a list that goes past the position in one step answers, too', async () => {
  const page = createPage(3);
  const question = page.ask({ after: 5 });
  await page.wait(7);
  page.advanceTo(11);
  await page.wait(10);
  expectAnswer(question, { position: 11 }, 'The list went from 3 to 11, and the question was for 5');
});

test('when the time is up the answer comes all the same, and says that it is stale', async () => {
  for (const within of [35, 200, 1500]) {
    const page = createPage(3);
    const question = page.ask(within === 200 ? { after: 5 } : { after: 5, within });
    await page.wait(within - 1);
    expectNone(question, `1 ms before the ${within} ms are over`);
    await page.wait(12);
    expectAnswer(question, { position: 3, isStale: true }, `After ${within} ms`);
  }
});

test('a stale answer holds what there is when it is given, not what there was when it was asked for', async () => {
  const page = createPage(3);
  const question = page.ask({ after: 9, within: 100 });
  await page.wait(50);
  page.advanceTo(6);
  await page.wait(70);
  expectAnswer(question, { position: 6, isStale: true }, 'The list has come to 6, the question was for 9');
});

test('each question waits for its own write only', async () => {
  const page = createPage(3);
  const questions = [4, 9, 6].map((after) => page.ask({ after, within: 300 }));
  await page.wait(5);
  const reader = page.ask();
  await page.wait(0);
  expectAnswer(reader, { position: 3 }, 'A reader without a write, while others wait');
  page.advanceTo(6);
  await page.wait(10);
  expectAnswer(questions[0], { position: 6 }, 'The question for 4, with the list at 6');
  expectAnswer(questions[2], { position: 6 }, 'The question for 6, with the list at 6');
  expectNone(questions[1], 'The question for 9, with the list at 6');
  page.advanceTo(9);
  await page.wait(10);
  expectAnswer(questions[1], { position: 9 }, 'The question for 9, with the list at 9');
});

test('nothing is left behind by questions that are answered', async () => {
  const page = createPage(3);
  const inTime = Array.from({ length: 20 }, () => page.ask({ after: 4, within: 100_000 }));
  const tooLate = Array.from({ length: 20 }, () => page.ask({ after: 90, within: 30 }));
  page.ask();
  await page.wait(20);
  page.advanceTo(4);
  await page.wait(20);
  for (const question of inTime)
    expectAnswer(question, { position: 4 }, 'A question whose write came in time');
  for (const question of tooLate)
    expectAnswer(question, { position: 4, isStale: true }, 'A question that waited in vain');
  assert.equal(
    page.listeners.size,
    0,
    `All is answered, and ${page.listeners.size} listeners still hang on the list.`,
  );
  assert.equal(page.timers, 0, `All is answered, and ${page.timers} timers still run.`);
});

test('whatever is asked when, every answer is in time and tells the truth', async () => {
  for (const seed of [1, 8, 23]) {
    const dice = createDice(seed);
    const page = createPage(0);
    const questions = [];
    const reached = [0];
    let position = 0;
    for (let step = 0; step < 120; step += 1) {
      if (dice(2) === 0) {
        position += 1 + dice(3);
        page.advanceTo(position);
        while (reached.length <= position) reached.push(page.now());
      } else {
        const after = dice(4) === 0 ? 0 : position + dice(6);
        const within = 15 + 10 * dice(12);
        questions.push({ ...{ after, within }, question: page.ask({ after, within }) });
      }
      await page.wait(1 + dice(12));
    }
    await page.wait(200);
    for (const { after, within, question } of questions) {
      const when = `Seed ${seed}, asked at ${question.asked} for ${after} within ${within} ms`;
      const end = question.asked + within;
      const due = Math.max(question.asked, Math.min(reached[after] ?? Infinity, end));
      assert.notEqual(question.at, undefined, `${when}: there was no answer.`);
      assert.ok(
        question.at >= due && question.at <= due + 10,
        `${when}: the answer was due at ${due}, and came at ${question.at}.`,
      );
      const { rows, position: at, isStale } = question.answer ?? {};
      assert.equal(rows?.upTo, at, `${when}: rows of position ${rows?.upTo}, and the answer says ${at}.`);
      assert.equal(isStale, at < after, `${when}: isStale is ${isStale}, at position ${at}.`);
    }
  }
});
