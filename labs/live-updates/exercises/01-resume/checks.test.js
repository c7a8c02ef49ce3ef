import assert from 'node:assert/strict';
import test from 'node:test';
import { follow } from './follow.js';
import { createClock, createRandom } from './kit.js';

/** A line from the server to the page, which a check writes on. */
function createLine(signal) {
  const queue = [];
  let wake = () => {};
  const line = { isOpen: true, write, cut, end };

  function write(...texts) {
    for (const text of texts) queue.push({ value: text, done: false });
    wake();
  }
  function cut() {
    queue.push(new Error('the line broke'));
    wake();
  }
  function end() {
    queue.push({ value: undefined, done: true });
    wake();
  }
  signal?.addEventListener('abort', () => {
    queue.length = 0;
    cut();
  });
  const close = (last) => {
    line.isOpen = false;
    return last;
  };
  line.lines = {
    [Symbol.asyncIterator]: () => line.lines,
    async next() {
      while (queue.length === 0) await new Promise((resolve) => (wake = resolve));
      const next = queue.shift();
      if (next instanceof Error) throw close(next);
      return next.done ? close(next) : next;
    },
    async return(value) {
      return close({ value, done: true });
    },
  };
  return line;
}

/** Lets time pass, in steps: before each of them, all that was written on a line is read. */
async function pass(clock, ms) {
  for (let left = ms; left >= 0; left -= 1000) {
    await new Promise(setImmediate);
    await clock.advance(Math.min(left, 1000));
  }
  await new Promise(setImmediate);
}

/** A page that follows, and its server: `answer` is called for each connection, with its line. */
function openPage(answer = () => {}) {
  const clock = createClock();
  const closing = new AbortController();
  const page = {
    handed: [],
    asked: [], // { id, at } of each connection that was asked for
    lines: [],
    isOver: false,
    error: undefined,
    now: () => clock.now(),
    wait: (ms = 0) => pass(clock, ms),
    close: () => closing.abort(),
  };
  async function connect({ lastEventId, signal } = {}) {
    page.asked.push({ id: lastEventId ?? '', at: clock.now() });
    if (page.asked.length > 400) return new Promise(() => {});
    const line = createLine(signal);
    if (signal?.aborted) throw new Error('the signal has aborted');
    if (answer(line, lastEventId, page.asked.length) === 'refused') {
      line.isOpen = false;
      throw new Error('nobody answers');
    }
    page.lines.push(line);
    return line.lines;
  }
  page.start = () =>
    void follow({
      connect,
      wait: (ms) => clock.sleep(Number(ms)),
      onEvent: (event) => void page.handed.push({ ...event, at: clock.now() }),
      signal: closing.signal,
    }).then(
      () => (page.isOver = true),
      (error) => (page.error = error),
    );
  page.start();
  return page;
}

const told = (events) =>
  events.map(({ id, data }) => `${id ?? 'no id'} (${JSON.stringify(data)})`).join(', ') || 'nothing';
const plain = (events) => events.map(({ id, type, data }) => ({ id, type, data }));

function expectHanded(page, wanted, when) {
  assert.deepEqual(
    plain(page.handed),
    wanted,
    `${when}: handed on should be ${told(wanted)}; it was ${told(page.handed)}.${
      page.error ? ` follow() ended with an error: ${page.error.message}.` : ''
    }`,
  );
}

test('an event is handed on when its empty line has come, with its id, type and data', async () => {
  const page = openPage();
  await page.wait();
  page.lines[0].write('id: k-1', 'event: PriceChanged', 'data: 12.50');
  await page.wait(5);
  expectHanded(page, [], 'The empty line of k-1 has not come yet');
  page.lines[0].write('', 'data: hello', 'id: k-2', '');
  await page.wait(5);
  const wanted = [
    { id: 'k-1', type: 'PriceChanged', data: '12.50' },
    { id: 'k-2', type: 'message', data: 'hello' },
  ];
  expectHanded(page, wanted, 'The lines of k-1 and k-2 have come');
});

test('every line is read as it is meant', async () => {
  const page = openPage();
  await page.wait();
  page.lines[0].write(
    ...[': beat', '', 'id: q-1', ': beat', 'data: {"note": "a: b"}', ''],
    ...['data:two', 'data:  lines', 'id:q-2', ''],
    ...['event: Nothing', '', 'data: plain', ''],
    ...['id: q-4', 'data: ', ''],
  );
  await page.wait(5);
  const wanted = [
    { id: 'q-1', type: 'message', data: '{"note": "a: b"}' },
    { id: 'q-2', type: 'message', data: 'two\n lines' },
    { id: undefined, type: 'message', data: 'plain' },
    { id: 'q-4', type: 'message', data: '' },
  ];
  expectHanded(
    page,
    wanted,
    'Beats, data with colons, data of two lines, an event without data, one without id, empty data',
  );
});

test('after a break or an end it waits, and connects again', async () => {
  const page = openPage();
  await page.wait();
  for (const [number, { retry, how, ms }] of [
    { how: 'cut', ms: 1000 },
    { how: 'end', ms: 1000 },
    { how: 'cut', ms: 240, retry: 240 },
    { how: 'end', ms: 240 },
    { how: 'cut', ms: 3500, retry: 3500 },
  ].entries()) {
    const line = page.lines[number];
    if (retry !== undefined) line.write(`retry: ${retry}`);
    line.write('data: x', '');
    await page.wait(10);
    line[how]();
    const story = `Line ${number + 1} ${how === 'cut' ? 'has broken' : 'has ended'}; the wait is ${ms} ms`;
    await page.wait(ms - 1);
    assert.equal(page.asked.length, number + 1, `${story}, and it connected again too early.`);
    await page.wait(2);
    assert.equal(
      page.asked.length,
      number + 2,
      `${story}. It should have connected again by now; it asked for ${page.asked.length} connections in all.`,
    );
  }
});

test('while nobody answers it goes on trying', async () => {
  const page = openPage((_line, _id, count) => (count < 6 ? 'refused' : undefined));
  await page.wait(5001);
  assert.equal(
    page.asked.length,
    6,
    `Five times nobody answers, with 1,000 ms between: after 5,001 ms there should be 6 attempts; there were ${page.asked.length}.`,
  );
  page.lines[0]?.write('id: z', 'data: back again', '');
  await page.wait(5);
  expectHanded(
    page,
    [{ id: 'z', type: 'message', data: 'back again' }],
    'At the sixth attempt the server is back',
  );
});

test('it goes on behind the last event that came whole', async () => {
  const page = openPage();
  await page.wait();
  const halves = [
    ['id: w-2'],
    ['id: w-2', 'event: Strange', 'data: half'],
    ['data: half'],
    ['data: no id', ''],
    ['event: Strange'],
  ];
  page.lines[0].write('id: w-1', 'data: one', '');
  for (const [number, half] of halves.entries()) {
    page.lines[number].write(...half);
    await page.wait(5);
    page.lines[number].cut();
    await page.wait(1001);
    const asked = page.asked[number + 1]?.id;
    assert.equal(
      asked,
      'w-1',
      `w-1 has come whole, and then ${half.map((line) => line || 'an empty line').join(' / ')}. It should connect with w-1, and ${
        asked === undefined ? 'did not connect again' : `the id was ${JSON.stringify(asked)}`
      }.`,
    );
  }
  page.lines.at(-1).write('id: w-2', 'data: two', '');
  await page.wait(5);
  const wanted = [
    { id: 'w-1', type: 'message', data: 'one' },
    { id: undefined, type: 'message', data: 'no id' },
    { id: 'w-2', type: 'message', data: 'two' },
  ];
  expectHanded(
    page,
    wanted,
    'Behind w-1 four lines broke in the middle of w-2, one behind an event without an id, and then w-2 came whole',
  );
});

test('an event that is sent again is handed on once', async () => {
  const ids = ['10', '9', 'ten', '0', '2e1', '20', '9a'];
  const page = openPage();
  await page.wait();
  for (const [number, id] of ids.entries()) {
    const line = page.lines[number];
    const from = Math.max(0, number - 3);
    for (const one of ids.slice(from, number + 1)) line?.write(`id: ${one}`, `data: d${one}`, '');
    line?.write('data: no id', '');
    await page.wait(5);
    line?.cut();
    await page.wait(1001);
  }
  const wanted = ids.flatMap((id) => [
    { id, type: 'message', data: `d${id}` },
    { id: undefined, type: 'message', data: 'no id' },
  ]);
  expectHanded(
    page,
    wanted,
    `Each line told up to three of ${ids.join(', ')} once more, and then the next one`,
  );
});

test('when the page is closed its line is closed, and nothing more comes', async () => {
  const page = openPage();
  await page.wait();
  page.lines[0].write('id: a', 'data: x', '');
  await page.wait(5);
  page.lines[0].cut();
  await page.wait(1001);
  assert.equal(
    page.lines.length,
    2,
    'The first line broke: there should be a second connection before the page is closed.',
  );
  page.lines[1].write('id: b', 'data: half');
  await page.wait(5);
  page.close();
  await page.wait(5);
  assert.equal(page.lines[1].isOpen, false, 'The page is closed, and its line is still open.');
  await page.wait(10_000);
  expectHanded(page, [{ id: 'a', type: 'message', data: 'x' }], 'The page was closed in the middle of b');
  assert.equal(
    page.asked.length,
    2,
    `The page is closed, and it connected again: ${page.asked.length} connections in all.`,
  );
  assert.ok(
    page.isOver,
    `The page is closed: follow() should resolve${page.error ? `, and rejected: ${page.error.message}` : ', and did not'}.`,
  );

  const waiting = openPage(() => 'refused');
  await waiting.wait(500);
  waiting.close();
  await waiting.wait(10_000);
  assert.equal(
    waiting.asked.length,
    1,
    `The page was closed while it waited, and ${waiting.asked.length - 1} connections were asked for afterwards.`,
  );
  assert.ok(waiting.isOver, 'The page was closed while it waited: follow() should resolve, and did not.');
});

test('nothing comes of what is on the line when the page is closed', async () => {
  const page = openPage((line) =>
    line.write('id: a', 'data: x', '', 'id: b', 'data: y', '', 'id: c', 'data: z', ''),
  );
  const isFirst = () => page.handed.length === 1 && page.close();
  page.handed.push = (...events) => {
    const length = Array.prototype.push.apply(page.handed, events);
    isFirst();
    return length;
  };
  await page.wait(5000);
  assert.deepEqual(
    page.handed.map(({ id }) => id),
    ['a'],
    `The page was closed when it was handed a; b and c were on the line. Handed on were ${told(page.handed)}.`,
  );
  assert.equal(
    page.asked.length,
    1,
    `The page was closed, and there were ${page.asked.length} connections instead of 1.`,
  );
});

test('wherever the line breaks, each event is handed on once, in order', async () => {
  for (const seed of [3, 71, 808]) {
    const random = createRandom(seed);
    const log = Array.from({ length: 30 }, (_, n) => ({
      id: `${random.pick(['p', 'q', 'r'])}${random.between(1000, 9999)}-${n}`,
      type: random.pick(['message', 'StockChanged']),
      data: `change ${n}`,
    }));
    const page = openPage((line, lastEventId) => {
      if (random.between(0, 4) === 0) return 'refused';
      const behind = log.findIndex(({ id }) => id === lastEventId) + 1;
      const texts = log
        .slice(Math.max(0, behind - random.between(0, 3)))
        .flatMap(({ id, type, data }) => [
          ...(random.between(0, 3) === 0 ? [': beat'] : []),
          ...(random.between(0, 1) === 0 ? [`id: ${id}`, `data: ${data}`] : [`data: ${data}`, `id: ${id}`]),
          ...(type === 'message' ? [] : [`event: ${type}`]),
          '',
        ]);
      const through = random.between(0, 20);
      line.write(...texts.slice(0, through));
      if (through < texts.length) line[random.pick(['cut', 'end'])]();
      return undefined;
    });
    for (let n = 0; n < 200 && page.handed.length < log.length; n += 1) await page.wait(999);
    await page.wait(3000);
    page.close();
    const handed = plain(page.handed);
    const first = log.findIndex((event, n) => JSON.stringify(event) !== JSON.stringify(handed[n]));
    const at = first < 0 ? log.length : first;
    const rest = told(handed.slice(at, at + 2));
    assert.deepEqual(
      handed,
      log,
      `Seed ${seed}, ${page.asked.length} connections: behind ${at} right events ${told(log.slice(at, at + 1))} should be handed on; it was ${rest}.`,
    );
  }
});
