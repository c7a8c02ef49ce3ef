import assert from 'node:assert/strict';
import test from 'node:test';
import { createClock, createRandom } from './kit.js';
import { keepConnected } from './live.js';

const HANDLERS = ['open', 'message', 'error', 'close'];

/** A socket whose other end a check holds. */
class Line extends EventTarget {
  readyState = 0;
  isClosed = false; // by the page

  constructor({ after, at, closesAtOnce }) {
    super();
    Object.assign(this, { after, at, closesAtOnce });
    for (const type of HANDLERS) {
      this.addEventListener(type, (event) => this[`on${type}`]?.(event));
      this[`on${type}`] = null;
    }
  }
  close() {
    if (this.readyState > 1) return;
    this.isClosed = true;
    this.readyState = 2;
    if (this.closesAtOnce) queueMicrotask(() => this.gone());
  }
  opens() {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }
  says(body) {
    const data = JSON.stringify(body);
    this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }
  gone() {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), { code: 1006, wasClean: false }));
  }
  fails() {
    this.dispatchEvent(new Event('error'));
    this.gone();
  }
}

/** A page, its lines, and time that passes when it is told to. */
function openPage({ random = () => 0.5, isClosed = false, closesAtOnce = false } = {}) {
  const time = createClock();
  const closing = new AbortController();
  if (isClosed) closing.abort();
  const page = {
    lines: [],
    handed: [],
    timers: new Set(),
    now: () => time.now(),
    wait: (ms = 0) => time.advance(ms),
    close: () => closing.abort(),
    get line() {
      return page.lines.at(-1);
    },
  };
  const clock = {
    after(ms, run) {
      const timer = { ms };
      page.timers.add(timer);
      const cancel = time.after(Number.isFinite(ms) ? ms : 0, () => {
        page.timers.delete(timer);
        run();
      });
      return () => {
        page.timers.delete(timer);
        cancel();
      };
    },
  };
  const open = (after) => {
    assert.ok(
      page.lines.length < 300,
      'The page has opened 300 lines: it opens one after the other without a wait.',
    );
    const line = new Line({ after, at: time.now(), closesAtOnce });
    page.lines.push(line);
    return line;
  };
  const onMessage = ({ id, text }) => void page.handed.push({ id, text });
  keepConnected({ open, clock, random, onMessage, signal: closing.signal });
  return page;
}

const idsOf = ({ handed }) => handed.map(({ id }) => id).join(', ') || 'none';

/** Nothing is opened before `ms` are over, and one line then. */
async function expectWait(page, ms, story) {
  const before = page.lines.length;
  const start = page.now();
  const lines = () => page.lines.length - before;
  if (ms > 2) await page.wait(ms - 2);
  assert.equal(
    lines(),
    0,
    `${story}: the next line should be opened after ${ms} ms, and was after ${page.line.at - start}.`,
  );
  await page.wait(ms > 2 ? 4 : ms + 2);
  assert.equal(lines(), 1, `${story}: one line should be opened after ${ms} ms; opened were ${lines()}.`);
}

test('what the server tells is handed on', async () => {
  const page = openPage();
  page.line.opens();
  page.line.says({ id: 1, text: '7 left' });
  page.line.says({ id: 2, text: '6 left' });
  await page.wait(10);
  assert.deepEqual(
    page.handed,
    [
      { id: 1, text: '7 left' },
      { id: 2, text: '6 left' },
    ],
    `Messages 1 and 2 should be handed on; handed on were ${idsOf(page)}.`,
  );
  assert.equal(
    page.lines[0].after,
    0,
    `The first line begins behind 0; it was opened behind ${page.lines[0].after}.`,
  );
});

test('the next line is opened after a random part of the wait, behind the last message', async () => {
  for (const share of [0.5, 0.02, 0.99]) {
    const page = openPage({ random: () => share });
    let id = 0;
    for (const count of [1, 3, 2]) {
      page.line.opens();
      for (let n = 0; n < count; n += 1) page.line.says({ id: (id += 1), text: `change ${id}` });
      await page.wait(100);
      page.line.gone();
      await expectWait(
        page,
        share * 500,
        `A line has said ${count} messages and closed, and random() gives ${share}`,
      );
      assert.equal(
        page.line.after,
        id,
        `The last message was ${id}: the next line should begin behind it, and begins behind ${page.line.after}.`,
      );
    }
    assert.equal(page.handed.length, id, `${id} messages were told; handed on were ${idsOf(page)}.`);
  }
});

test('the wait doubles with each line that closes without a word, up to 30 seconds', async () => {
  for (const share of [0.5, 0.9]) {
    const page = openPage({ random: () => share });
    for (let failures = 0; failures < 9; failures += 1) {
      if (failures % 2 === 0) page.line.gone();
      else page.line.fails();
      const ms = share * Math.min(30_000, 500 * 2 ** failures);
      await expectWait(
        page,
        ms,
        `Line ${failures + 1} in a row has closed without a word, and random() gives ${share}`,
      );
    }
  }
});

test('only a word counts as recovery, not that a line opens', async () => {
  const page = openPage();
  for (const failures of [0, 1, 2]) {
    page.line.opens();
    await page.wait(300);
    page.line.gone();
    await expectWait(page, 250 * 2 ** failures, `Line ${failures + 1} has opened and closed without a word`);
  }
  page.line.opens();
  page.line.says({ beat: true });
  await page.wait(300);
  page.line.gone();
  await expectWait(page, 250, 'The line has said a beat, and then closed');
  page.line.gone();
  await expectWait(page, 500, 'After a line with a beat one has closed without a word');
});

test('an error with its close is one failure', async () => {
  const page = openPage();
  page.line.fails();
  await expectWait(page, 250, 'There was an error, followed by close');
  page.line.fails();
  await expectWait(page, 500, 'For the second time there was an error, followed by close');
  await page.wait(10_000);
  assert.equal(
    page.lines.length,
    3,
    `Two lines have failed: there should be a third one, and there are ${page.lines.length} in all.`,
  );
});

test('a line that is silent for 25 seconds is given up, though it says that it is open', async () => {
  const page = openPage();
  page.line.opens();
  let id = 0;
  for (const pause of [24_000, 10_000, 23_000]) {
    await page.wait(pause);
    if (pause === 10_000) page.line.says({ beat: true });
    else page.line.says({ id: (id += 1), text: 'x' });
  }
  assert.equal(
    page.lines.length,
    1,
    'The line has said something every 24 seconds or sooner, and was given up.',
  );
  await page.wait(24_990);
  assert.equal(
    page.lines[0].isClosed,
    false,
    'The line has been silent for less than 25 seconds, and was closed.',
  );
  await page.wait(20);
  assert.ok(page.lines[0].isClosed, 'The line has been silent for 25 seconds, and was not closed.');
  await page.wait(260);
  assert.equal(
    page.lines.length,
    2,
    'The line was silent for 25 seconds: 250 ms later the next one should be open. It says no close.',
  );
  assert.equal(
    page.lines[1].after,
    2,
    `The last message was 2, and the next line begins behind ${page.lines[1].after}.`,
  );
  assert.deepEqual(
    page.handed.map((one) => one.id),
    [1, 2],
    `A beat is nothing to hand on; handed on were ${idsOf(page)} instead of 1, 2.`,
  );

  await page.wait(24_700);
  assert.ok(!page.lines[1].isClosed, 'The second line has had less than 25 seconds to open, and was closed.');
  await page.wait(310);
  assert.ok(
    page.lines[1].isClosed,
    'The second line has neither opened nor failed for 25 seconds, and was not closed.',
  );
  await page.wait(500);
  assert.equal(
    page.lines.length,
    3,
    'The second line said nothing for 25 seconds: 500 ms later there should be a third one.',
  );
});

test('what comes of a line that was given up is void', async () => {
  for (const closesAtOnce of [false, true]) {
    const page = openPage({ closesAtOnce });
    const [first] = page.lines;
    first.opens();
    first.says({ id: 1, text: 'a' });
    await page.wait(25_500);
    assert.equal(
      page.lines.length,
      2,
      'The first line was silent for 25 seconds: there should be a second one now.',
    );
    const second = page.line;
    second.opens();
    first.says({ id: 2, text: 'late' });
    second.says({ id: 2, text: 'b' });
    first.says({ id: 2, text: 'late again' });
    if (!closesAtOnce) first.gone();
    await page.wait(20_000);
    assert.deepEqual(
      page.handed,
      [
        { id: 1, text: 'a' },
        { id: 2, text: 'b' },
      ],
      `The line that was given up has said 2, late, and so has the new one; handed on were ${page.handed.map(({ id, text }) => `${id} (${text})`).join(', ')}.`,
    );
    assert.equal(
      page.lines.length,
      2,
      `The line that was given up has closed at last, and ${page.lines.length - 2} more were opened for it.`,
    );
    await page.wait(4900);
    first.says({ beat: true });
    await page.wait(500);
    assert.equal(
      page.lines.length,
      3,
      'The new line was silent for 25 seconds, while the old one gave a beat: a third one should be open.',
    );
  }
});

test('when the page is closed the line is closed, no timer is left, and nothing is opened', async () => {
  const states = {
    'while a line opens': () => {},
    'while a line is open': (page) => page.line.opens(),
    'after a message': (page) => (page.line.opens(), page.line.says({ id: 1, text: 'x' })),
    'while it waits for the next line': (page) => page.line.gone(),
  };
  for (const [when, reach] of Object.entries(states)) {
    for (const closesAtOnce of [false, true]) {
      const page = openPage({ closesAtOnce });
      reach(page);
      const { length } = page.handed;
      page.close();
      assert.ok(
        page.line.isClosed || page.line.readyState === 3,
        `The page was closed ${when}, and the line is still open.`,
      );
      assert.equal(
        page.timers.size,
        0,
        `The page was closed ${when}, and ${page.timers.size} timers are left.`,
      );
      page.line.says({ id: 2, text: 'late' });
      page.line.gone();
      await page.wait(100_000);
      assert.equal(
        page.lines.length,
        1,
        `The page was closed ${when}, and ${page.lines.length - 1} lines were opened after that.`,
      );
      assert.equal(
        page.handed.length,
        length,
        `The page was closed ${when}, and a message was handed on after that.`,
      );
      assert.equal(
        page.timers.size,
        0,
        `The page was closed ${when}, and ${page.timers.size} timers were set after that.`,
      );
    }
  }
  const page = openPage({ isClosed: true });
  await page.wait(1000);
  assert.equal(page.lines.length, 0, 'The signal had aborted before it began, and a line was opened.');
});

test('while nothing is wrong there is one timer at most', async () => {
  const page = openPage();
  page.line.opens();
  for (let n = 1; n <= 50; n += 1) {
    page.line.says(n % 3 === 0 ? { beat: true } : { id: n, text: 'x' });
    await page.wait(2000);
  }
  assert.ok(page.timers.size <= 1, `After 50 messages on one line there are ${page.timers.size} timers.`);
  assert.equal(page.lines.length, 1, `Nothing was wrong, and ${page.lines.length} lines were opened.`);
});

test('whatever becomes of the lines, each message is handed on once, in order', async () => {
  for (const seed of [5, 66, 777]) {
    const random = createRandom(seed);
    const page = openPage({ random: () => random.next(), closesAtOnce: seed === 66 });
    const total = 20;
    let line;
    let told = 0;
    for (let step = 0; step < 1500 && page.handed.length < total; step += 1) {
      await page.wait(random.between(0, 3000));
      if (line !== page.line) {
        ({ line } = page);
        told = line.after;
        if (random.between(0, 2) > 0) line.opens();
      }
      const what = random.between(0, 9);
      if (line.readyState === 1 && what < 5) {
        told = Math.min(total, told + 1);
        line.says({ id: told, text: `change ${told}` });
      } else if (line.readyState < 2 && what === 5) line.fails();
      else if (line.readyState < 2 && what === 6) line.gone();
      if (what === 7)
        for (const one of page.lines)
          if (one.isClosed && one.readyState === 2) one.says({ id: total + 5, text: 'late' });
    }
    const wanted = Array.from({ length: total }, (_, n) => n + 1);
    assert.deepEqual(
      page.handed.map(({ id }) => id),
      wanted,
      `Seed ${seed}, ${page.lines.length} lines: 1 to ${total} should be handed on, once and in order; handed on were ${idsOf(page)}.`,
    );
    page.close();
    assert.equal(
      page.timers.size,
      0,
      `Seed ${seed}: the page is closed, and ${page.timers.size} timers are left.`,
    );
  }
});
