import assert from 'node:assert/strict';
import test from 'node:test';
import Ajv from './ajv.js';
import { compare, unreadable } from './compatibility.js';
import { createRandom } from './kit.js';

const ajv = new Ajv({ validateSchema: false, strict: false, allErrors: true });
const shown = (value) => JSON.stringify(value) ?? String(value);

/** `id: string!, pay: card|invoice` as a schema; `!` is required, and a last `only` refuses strangers. */
function schemaOf(words) {
  const isStrict = words.endsWith(' only');
  const fields = words
    .replace(/ only$/, '')
    .split(', ')
    .map((word) => /^(\w+): ([\w|]+)(!?)$/.exec(word).slice(1));
  const properties = Object.fromEntries(
    fields.map(([name, type]) => [
      name,
      /\||^only_/.test(type) ? { enum: type.replace('only_', '').split('|') } : { type },
    ]),
  );
  const required = fields.filter(([, , mark]) => mark === '!').map(([name]) => name);
  return {
    type: 'object',
    properties,
    ...(required.length > 0 ? { required } : {}),
    ...(isStrict ? { additionalProperties: false } : {}),
  };
}

function expectUnreadable(reader, writer, wanted) {
  const [mine, theirs] = [schemaOf(reader), schemaOf(writer)];
  const got = unreadable(Object.freeze(mine), Object.freeze(theirs));
  assert.deepEqual(
    got,
    wanted,
    `Reader “${reader}”, writer “${writer}”: unreadable should be ${shown(wanted)}, and is ${shown(got)}.`,
  );
}

function expectDeploy(old, next, wanted) {
  const got = compare(schemaOf(old), schemaOf(next));
  assert.deepEqual(
    got,
    wanted,
    `From “${old}” to “${next}”: it should be ${shown(wanted)}, and is ${shown(got)}.`,
  );
}

test('who reads what is written under the same schema can read it', () => {
  for (const words of [
    'id: string!, cents: integer!',
    'id: string, pay: card|invoice!',
    'a: boolean, b: number only',
  ]) {
    expectUnreadable(words, words, []);
  }
});

test('a field that the reader needs has to be written always', () => {
  expectUnreadable('id: string!, coupon: string!', 'id: string!', ['coupon']);
  expectUnreadable('id: string!, coupon: string!', 'id: string!, coupon: string', ['coupon']);
  expectUnreadable('id: string!, coupon: string', 'id: string!', []);
  expectUnreadable('id: string!, coupon: string', 'id: string!, coupon: string!', []);
  expectUnreadable('zeta: string!, id: string!, alpha: string!', 'id: string', ['alpha', 'id', 'zeta']);
});

test('a value has to be one that the reader takes, whether it must be there or not', () => {
  expectUnreadable('cents: integer', 'cents: string', ['cents']);
  expectUnreadable('cents: integer!', 'cents: number!', ['cents']);
  expectUnreadable('cents: number!', 'cents: integer!', []);
  expectUnreadable('gift: boolean', 'gift: string', ['gift']);
  expectUnreadable('pay: card|invoice', 'pay: card|invoice|voucher', ['pay']);
  expectUnreadable('pay: card|invoice|voucher', 'pay: invoice|card', []);
  expectUnreadable('pay: string', 'pay: card|invoice', []);
  expectUnreadable('pay: card|invoice', 'pay: string', ['pay']);
  expectUnreadable('pay: integer', 'pay: card|invoice', ['pay']);
  expectUnreadable('pay: card|invoice', 'pay: integer', ['pay']);
});

test('a stranger is passed over, unless the reader takes none', () => {
  expectUnreadable('id: string!', 'id: string!, coupon: string, gift: boolean!', []);
  expectUnreadable('id: string! only', 'id: string!, coupon: string, gift: boolean!', ['coupon', 'gift']);
  expectUnreadable('id: string!, coupon: string', 'id: string! only', []);
});

test('each field is named once', () => {
  expectUnreadable('id: string!, cents: integer!', 'id: string, cents: string', ['cents', 'id']);
});

test('compare says which way a change is compatible, and who goes first', () => {
  const old = 'id: string!, cents: integer!, pay: card|invoice!';
  const both = { backward: true, forward: true, deploy: 'any order' };
  const backward = { backward: true, forward: false, deploy: 'consumers first' };
  const forward = { backward: false, forward: true, deploy: 'producers first' };
  const neither = { backward: false, forward: false, deploy: 'new type' };
  expectDeploy(old, old, both);
  expectDeploy(old, `${old}, coupon: string`, both);
  expectDeploy(old, `${old}, coupon: string!`, forward);
  expectDeploy(old, 'id: string!, pay: card|invoice!', backward);
  expectDeploy(old, 'id: string!, price: integer!, pay: card|invoice!', neither);
  expectDeploy(old, 'id: string!, cents: integer!, pay: card|invoice|voucher!', backward);
  expectDeploy(old, 'id: string!, cents: integer!, pay: only_card!', forward);
  expectDeploy(old, 'id: string!, cents: integer, pay: card|invoice!', backward);
  expectDeploy(`${old} only`, `${old}, coupon: string only`, backward);
  expectDeploy(old, `${old} only`, both);
});

const TYPES = [
  { type: 'string' },
  { type: 'integer' },
  { type: 'number' },
  { type: 'boolean' },
  { enum: ['a', 'b'] },
  { enum: ['a'] },
  { enum: ['a', 'b', 'c'] },
];
/** A value of each sort that a schema can tell from the others. */
const VALUES = ['a', 'b', 'c', 'zz', 1, 2.5, true];

function drawSchema(random) {
  const names = ['ma', 'mb', 'mc'].filter(() => random.between(0, 3) > 0);
  const required = names.filter(() => random.between(0, 1) === 0);
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, random.pick(TYPES)])),
    ...(required.length > 0 || random.between(0, 1) === 0 ? { required } : {}),
    ...(random.between(0, 3) === 0 ? { additionalProperties: false } : {}),
  };
}

/** Every event that a writer may write, as far as a schema can tell them apart. */
function eventsOf({ properties, required = [] }) {
  return Object.entries(properties).reduce(
    (events, [name, field]) => {
      const values = VALUES.filter((value) => ajv.validate(field, value));
      const withField = events.flatMap((event) => values.map((value) => ({ ...event, [name]: value })));
      return required.includes(name) ? withField : [...events, ...withField];
    },
    [{}],
  );
}

/** What Ajv finds, over all of these events. */
function tried(reader, writer) {
  const validate = ajv.compile(reader);
  const fields = new Set();
  for (const event of eventsOf(writer)) {
    if (validate(event)) continue;
    for (const { instancePath, params } of validate.errors) {
      fields.add(params.missingProperty ?? params.additionalProperty ?? instancePath.slice(1));
    }
  }
  return [...fields].sort();
}

test('for any two schemas it finds what Ajv finds by trying every event', () => {
  const random = createRandom(2026);
  for (let n = 1; n <= 60; n += 1) {
    const [old, next] = [drawSchema(random), drawSchema(random)];
    const wanted = tried(next, old);
    const got = unreadable(next, old);
    assert.deepEqual(
      got,
      wanted,
      `Reader ${shown(next)}, writer ${shown(old)}: unreadable should be ${shown(wanted)}, and is ${shown(got)}.`,
    );
    const backward = wanted.length === 0;
    const forward = tried(old, next).length === 0;
    const both = compare(old, next);
    assert.deepEqual(
      { backward: both?.backward, forward: both?.forward },
      { backward, forward },
      `From ${shown(old)} to ${shown(next)}: it should be ${shown({ backward, forward })}, and is ${shown(both)}.`,
    );
  }
});
