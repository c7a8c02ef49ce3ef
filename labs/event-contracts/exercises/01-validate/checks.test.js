import assert from 'node:assert/strict';
import test from 'node:test';
import Ajv from './ajv.js';
import { createPublisher, createReceiver, findingsIn, schema } from './contract.js';
import { createRandom } from './kit.js';

const ajv = new Ajv({ validateSchema: false, strict: false });

/** Data as the contract wants them; some with what it does not name. */
function draw(random, isPlain = false) {
  const lines = Array.from({ length: random.between(1, 4) }, () => ({
    sku: `BOOK-${random.between(1, 999)}`,
    count: random.between(1, 12),
  }));
  const total = { minor: random.between(0, 99_999), currency: random.pick(['EUR', 'USD', 'JPY', 'SEK']) };
  const data = { orderId: `o-${random.between(1, 99_999)}`, lines, total };
  if (isPlain) return data;
  if (random.between(0, 1) === 0) data.coupon = random.pick(['', 'SPRING', '2026']);
  if (random.between(0, 1) === 0) data.gift = random.pick([true, null, { text: 'hello' }]);
  if (random.between(0, 1) === 0) total.tax = random.between(1, 99) / 10;
  if (random.between(0, 1) === 0) lines[0].engraving = 'Ada';
  return data;
}

/** What can be wrong: where Ajv finds it, the name that it misses, if any, and how to make it so. */
const WRONGS = {
  'the order has no id': ['', 'orderId', (data) => delete data.orderId],
  'the id is a number': ['/orderId', '', (data) => (data.orderId = 17)],
  'something stands before the id': ['/orderId', '', (data) => (data.orderId = `no-${data.orderId}`)],
  'something stands behind the id': ['/orderId', '', (data) => (data.orderId += 'x')],
  'the id has no digits': ['/orderId', '', (data) => (data.orderId = 'o-')],
  'there are no lines': ['', 'lines', (data) => delete data.lines],
  'the list of lines is empty': ['/lines', '', (data) => (data.lines = [])],
  'the lines are no list': ['/lines', '', (data) => (data.lines = { 0: data.lines[0], length: 1 })],
  'a line is a text': ['/lines/0', '', (data) => (data.lines[0] = 'BOOK-1')],
  'a line has no sku': ['/lines/0', 'sku', (data) => delete data.lines[0].sku],
  'a sku is empty': ['/lines/0/sku', '', (data) => (data.lines[0].sku = '')],
  'a sku is a number': ['/lines/0/sku', '', (data) => (data.lines[0].sku = 9)],
  'a line has no count': ['/lines/0', 'count', (data) => delete data.lines[0].count],
  'a count is 0': ['/lines/0/count', '', (data) => (data.lines[0].count = 0)],
  'a count is a text': ['/lines/0/count', '', (data) => (data.lines[0].count = '2')],
  'a count is a half': ['/lines/0/count', '', (data) => (data.lines[0].count = 1.5)],
  'there is no total': ['', 'total', (data) => delete data.total],
  'the total is a number': ['/total', '', (data) => (data.total = 2500)],
  'the total is null': ['/total', '', (data) => (data.total = null)],
  'the total has no minor': ['/total', 'minor', (data) => delete data.total.minor],
  'the total is 19.99': ['/total/minor', '', (data) => (data.total.minor = 19.99)],
  'the total is a text': ['/total/minor', '', (data) => (data.total.minor = '1999')],
  'the total is below 0': ['/total/minor', '', (data) => (data.total.minor = -1)],
  'the total has no currency': ['/total', 'currency', (data) => delete data.total.currency],
  'the currency is in small letters': ['/total/currency', '', (data) => (data.total.currency = 'eur')],
  'the currency has four letters': ['/total/currency', '', (data) => (data.total.currency = 'EURO')],
  'the currency is null': ['/total/currency', '', (data) => (data.total.currency = null)],
  'the coupon is a number': ['/coupon', '', (data) => (data.coupon = 20)],
};

const shown = (data) => JSON.stringify(data) ?? String(data);
const isNamed = (findings, [where, word]) =>
  Array.isArray(findings) &&
  findings.some((text) => String(text).startsWith(where) && String(text).includes(word));

test('data that keep the contract pass, with fields that it does not name', () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const data = draw(createRandom(seed));
    if (seed % 7 === 0) data.total.minor = 0;
    const findings = findingsIn(data);
    assert.deepEqual(
      findings,
      [],
      `${shown(data)} keeps the contract, and findings were: ${shown(findings)}.`,
    );
    const validate = ajv.compile({ ...schema, $id: `pass-${seed}` });
    assert.ok(validate(data), `${shown(data)} keeps the contract, and the schema refuses it.`);
  }
});

test('whatever breaks the contract is found, and where', () => {
  const validate = ajv.compile({ ...schema, $id: 'breaks' });
  for (const [seed, [name, wrong]] of Object.entries(WRONGS).entries()) {
    const data = draw(createRandom(seed + 100), true);
    wrong[2](data);
    const findings = findingsIn(data);
    assert.ok(
      isNamed(findings, wrong),
      `${name}: ${shown(data)}. A finding should begin with “${wrong[0]}”${wrong[1] ? ` and name ${wrong[1]}` : ''}; they were ${shown(findings)}.`,
    );
    assert.equal(validate(data), false, `${name}: the schema lets ${shown(data)} pass.`);
  }
});

test('what is no object at all is found', () => {
  for (const data of [null, undefined, 'OrderPlaced', 17, true, []]) {
    const findings = findingsIn(data);
    assert.ok(findings?.length > 0, `The data are ${shown(data)}, and findings were: ${shown(findings)}.`);
  }
});

test('everything that is wrong is found at once', () => {
  const names = Object.keys(WRONGS).filter(
    (name) => !/lines are|list of|no lines|a line is|no total|total is a number|total is null/.test(name),
  );
  for (let seed = 1; seed <= 30; seed += 1) {
    const random = createRandom(seed);
    const data = draw(random, true);
    const chosen = new Map();
    for (let n = 0; n < 4; n += 1) {
      const name = random.pick(names);
      const place = /id/.test(name)
        ? 'id'
        : /sku/.test(name)
          ? 'sku'
          : /count/.test(name)
            ? 'count'
            : /currency/.test(name)
              ? 'currency'
              : /coupon/.test(name)
                ? 'coupon'
                : 'minor';
      if (!chosen.has(place)) chosen.set(place, name);
    }
    for (const name of chosen.values()) WRONGS[name][2](data);
    const findings = findingsIn(data);
    for (const name of chosen.values()) {
      assert.ok(
        isNamed(findings, WRONGS[name]),
        `Wrong with ${shown(data)} is: ${[...chosen.values()].join('; ')}. Not found was that ${name}; findings were ${shown(findings)}.`,
      );
    }
  }
});

test('findings of one event do not change with the next', () => {
  const first = findingsIn({
    orderId: 'x',
    lines: [{ sku: 'B', count: 1 }],
    total: { minor: 1, currency: 'EUR' },
  });
  const before = JSON.stringify(first);
  findingsIn(draw(createRandom(9)));
  findingsIn({});
  assert.equal(
    JSON.stringify(first),
    before,
    `The findings of the first event were ${before}, and after two more they are ${shown(first)}.`,
  );
  assert.equal(first?.length, 1, `Only the id was wrong, and findings were ${shown(first)}.`);
});

test('publish sends what is right, and throws over everything else', async () => {
  for (const [seed, [name, wrong]] of Object.entries(WRONGS).entries()) {
    const sent = [];
    const publish = createPublisher((event) => void sent.push(event));
    const good = { id: `e-${seed}`, type: 'OrderPlaced', data: draw(createRandom(seed)) };
    await publish(good);
    assert.equal(
      sent[0],
      good,
      `${shown(good)} is right: it should be sent as it is; sent was ${shown(sent[0])}.`,
    );
    const bad = { id: `e-${seed}-b`, type: 'OrderPlaced', data: draw(createRandom(seed + 500), true) };
    wrong[2](bad.data);
    let error;
    try {
      await publish(bad);
    } catch (thrown) {
      error = thrown;
    }
    assert.equal(sent.length, 1, `${name}: ${shown(bad)} should not be sent, and was.`);
    assert.ok(
      error instanceof Error,
      `${name}: publish(${shown(bad)}) should throw an Error, and ${error === undefined ? 'did not' : `threw ${shown(error)}`}.`,
    );
    assert.ok(
      error.message.includes(wrong[1] || wrong[0]),
      `${name}: the message of the Error should have the finding; it is “${error.message}”.`,
    );
  }
  const bad = draw(createRandom(7), true);
  for (const name of ['the order has no id', 'a sku is empty', 'the total is below 0']) WRONGS[name][2](bad);
  let thrown;
  try {
    await createPublisher(() => {})({ id: 'e-7', type: 'OrderPlaced', data: bad });
  } catch (error) {
    thrown = error;
  }
  for (const word of ['orderId', '/lines/0/sku', '/total/minor']) {
    assert.ok(
      thrown?.message.includes(word),
      `Three things are wrong with ${shown(bad)}: the message of the Error should have all of them; it is “${thrown?.message}”, without ${word}.`,
    );
  }
  const publish = createPublisher(() => 'sent');
  const answer = await publish({ id: 'e-0', type: 'OrderPlaced', data: draw(createRandom(8)) });
  assert.equal(
    answer,
    'sent',
    `publish should give what send gives, which may be a promise; it gave ${shown(answer)}.`,
  );
});

test('receive hands on what is right, and buries everything else, without a throw', async () => {
  for (const [seed, [name, wrong]] of Object.entries(WRONGS).entries()) {
    const handled = [];
    const buried = [];
    const receive = createReceiver({
      handle: (event) => void handled.push(event),
      bury: (event, findings) => void buried.push({ event, findings }),
    });
    const good = { id: `e-${seed}`, type: 'OrderPlaced', data: draw(createRandom(seed)) };
    const bad = { id: `e-${seed}-b`, type: 'OrderPlaced', data: draw(createRandom(seed + 500), true) };
    wrong[2](bad.data);
    const events = [good, bad, { id: 'e-x', type: 'OrderPlaced' }, null];
    for (const event of events) {
      try {
        await receive(event);
      } catch (error) {
        assert.fail(`receive(${shown(event)}) should not throw, and threw “${error.message}”.`);
      }
    }
    assert.deepEqual(
      handled,
      [good],
      `${name}: only ${good.id} should be handed on; it was ${handled.map((event) => event?.id).join(', ') || 'none'}.`,
    );
    assert.deepEqual(
      buried.map(({ event }) => event),
      events.slice(1),
      `${name}: buried should be ${bad.id}, one without data, and null; it was ${shown(buried.map(({ event }) => event?.id))}.`,
    );
    assert.ok(
      isNamed(buried[0].findings, wrong),
      `${name}: bury should get the findings; it got ${shown(buried[0].findings)}.`,
    );
  }
});

test('nobody changes the event', async () => {
  for (let seed = 1; seed <= 30; seed += 1) {
    const random = createRandom(seed);
    const data = draw(random);
    if (seed % 3 === 0) data.total.minor = String(data.total.minor);
    if (seed % 5 === 0) data.lines[0].count = true;
    const event = { id: `e-${seed}`, type: 'OrderPlaced', data };
    const before = structuredClone(event);
    const got = [];
    findingsIn(data);
    await createReceiver({ handle: (one) => void got.push(one), bury: (one) => void got.push(one) })(event);
    await Promise.resolve()
      .then(() => createPublisher((one) => void got.push(one))(event))
      .catch(() => {});
    assert.deepEqual(event, before, `The event was ${shown(before)}, and afterwards it is ${shown(event)}.`);
    for (const one of got)
      assert.deepEqual(one, before, `The event was ${shown(before)}, and handed on was ${shown(one)}.`);
    assert.ok(got.length > 0, `${shown(before)} was given to receive, and neither handled nor buried.`);
  }
});
