import assert from 'node:assert/strict';
import test from 'node:test';
import { upcast } from './upcasters.js';

/** A stored event, frozen; it stands somewhere in a stream. */
const stored = (event, version = 4) =>
  Object.freeze({ stream: 'points-c-5', version, position: version + 90, ...event });
const place = (version = 4) => ({ stream: 'points-c-5', version, position: version + 90 });

function said(action) {
  try {
    return { value: action() };
  } catch (error) {
    return { error: String(error?.message ?? error) };
  }
}

/** The event is read in this shape, and stays as it is in the log. */
function expectShape(event, expected) {
  const before = { ...event };
  const { value, error } = said(() => upcast(event));
  const shape = `${event.type} of shape ${event.v ?? 1}`;
  assert.equal(error, undefined, `${shape} should be read, and threw: ${error}.`);
  assert.deepEqual(
    value,
    expected,
    `${shape} should be read as ${JSON.stringify(expected)}, and was read as ${JSON.stringify(value)}.`,
  );
  assert.deepEqual({ ...event }, before, `${shape} was written into: it has to stay in the log as it is.`);
}

test('an event in its newest shape, and one of a type without upcasters, are handed on as they are', () => {
  for (const event of [
    { ...place(), type: 'PointsCredited', v: 3, points: 12, reason: 'birthday' },
    { ...place(), type: 'AccountBlocked', v: 9, by: 'Ada' },
  ]) {
    expectShape(Object.freeze({ ...event }), event);
  }
});

test('cents become points, one for each whole euro, and no cents are left', () => {
  for (const [cents, points] of [
    [4100, 41],
    [4199, 41],
    [99, 0],
    [0, 0],
  ]) {
    expectShape(stored({ type: 'PointsCredited', cents, orderId: 'o-9' }), {
      ...place(),
      type: 'PointsCredited',
      v: 3,
      points,
      orderId: 'o-9',
      reason: 'purchase',
    });
  }
});

test('an event of shape 2 takes one step, and a reason that is there stays', () => {
  const event = { type: 'PointsCredited', v: 2, points: 17 };
  const newest = { ...place(), ...event, v: 3 };
  expectShape(stored(event), { ...newest, reason: 'purchase' });
  expectShape(stored({ ...event, reason: 'gift' }), { ...newest, reason: 'gift' });
});

test('a field that has another name now is there under the new one only', () => {
  expectShape(stored({ type: 'PointsRedeemed', points: 20, order: 'o-3' }), {
    ...place(),
    type: 'PointsRedeemed',
    v: 2,
    points: 20,
    orderId: 'o-3',
  });
  const newest = { type: 'PointsRedeemed', v: 2, points: 20, orderId: 'o-8' };
  expectShape(stored(newest), { ...place(), ...newest });
});

test('a type that has another name now goes on from there', () => {
  expectShape(stored({ type: 'PointsLost', points: 6 }), {
    ...place(),
    type: 'PointsExpired',
    v: 2,
    points: 6,
    after: 365,
  });
  expectShape(stored({ type: 'PointsExpired', v: 1, points: 6 }), {
    ...place(),
    type: 'PointsExpired',
    v: 2,
    points: 6,
    after: 365,
  });
  const newest = { type: 'PointsExpired', v: 2, points: 6, after: 30 };
  expectShape(stored(newest), { ...place(), ...newest });
});

test('the shape is in v, wherever in its stream the event stands', () => {
  for (const version of [1, 2, 3, 50]) {
    expectShape(stored({ type: 'PointsCredited', cents: 700 }, version), {
      ...place(version),
      type: 'PointsCredited',
      v: 3,
      points: 7,
      reason: 'purchase',
    });
  }
});

test('an event of a shape that a later program has written throws an error that names type and shape', () => {
  for (const [type, v] of [
    ['PointsCredited', 4],
    ['PointsRedeemed', 3],
    ['PointsExpired', 3],
    ['PointsLost', 2],
  ]) {
    const { value, error } = said(() => upcast(stored({ type, v, points: 1 })));
    assert.ok(
      error?.includes(type) && error.includes(String(v)),
      `${type} of shape ${v} should throw an error that names both; ${error === undefined ? `it was read as ${JSON.stringify(value)}` : `it threw “${error}”`}.`,
    );
  }
});

test('a stream of all shapes adds up', () => {
  const stream = [];
  let expected = 0;
  for (let n = 1; n <= 60; n += 1) {
    const points = (n * 37) % 91;
    const [event, effect] = [
      [{ type: 'PointsCredited', cents: points * 100 + (n % 100) }, points],
      [{ type: 'PointsCredited', v: 2, points }, points],
      [{ type: 'PointsCredited', v: 3, points, reason: 'gift' }, points],
      [{ type: 'PointsLost', points }, -points],
      [{ type: 'PointsExpired', v: 2, points, after: 90 }, -points],
    ][(n * n) % 5];
    stream.push(stored(event, n));
    expected += effect;
  }
  const { value, error } = said(() =>
    stream
      .map(upcast)
      .reduce((sum, { type, points }) => sum + (type === 'PointsCredited' ? points : -points), 0),
  );
  assert.equal(
    value,
    expected,
    `The 60 events add up to ${expected}; ${error === undefined ? `the answer was ${value}` : `upcast threw “${error}”`}.`,
  );
});
