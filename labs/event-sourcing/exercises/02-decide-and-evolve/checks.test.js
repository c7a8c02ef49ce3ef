import assert from 'node:assert/strict';
import test from 'node:test';
import { decide, evolve, initialState } from './account.js';

/** Numbers from 0 to below `below`, the same in every run. */
function createDice(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Freezes a value and all that is in it, so that writing into it throws. */
function frozen(value) {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

function said(action) {
  try {
    return { value: action() };
  } catch (error) {
    return { error: String(error?.message ?? error) };
  }
}

const credited = (points, orderId) => ({ type: 'PointsCredited', points, orderId });
const redeemed = (points, orderId = 'o-1') => ({ type: 'PointsRedeemed', points, orderId });
const show = (events) =>
  Array.isArray(events) ? events.map(({ type }) => type).join(', ') || 'nothing' : String(events);
const types = (events) => (Array.isArray(events) ? events.map(({ type }) => type) : events);

/** What `decide` makes of a command after these events. */
const after = (events, command) => said(() => decide(events.reduce(evolve, initialState()), command));

/** The command, after these events, gives exactly these. */
function expectDecision(history, command, expected, because) {
  const { value, error } = after(history, command);
  const what = `${command.type} ${command.points ?? ''}`.trim();
  const got = error === undefined ? show(value) : `the error “${error}”`;
  assert.deepEqual(
    types(value),
    types(expected),
    `${what} after ${show(history)} should give ${show(expected)}, and gave ${got}. ${because}`,
  );
  assert.deepEqual(
    value,
    expected,
    `${what} gave the right types of events, but other fields: ${JSON.stringify(value)} instead of ${JSON.stringify(expected)}.`,
  );
}

test('a credit is recorded', () => {
  expectDecision([], { type: 'CreditPoints', points: 31, orderId: 'o-9' }, [credited(31, 'o-9')], '');
});

test('the credit of one order is recorded once, however often it is asked for', () => {
  const history = [credited(40, 'o-3'), credited(25, 'o-8')];
  for (const orderId of ['o-3', 'o-8']) {
    expectDecision(
      history,
      { type: 'CreditPoints', points: 40, orderId },
      [],
      `The state should remember ${orderId}.`,
    );
  }
  expectDecision(
    [],
    { type: 'CreditPoints', points: 40, orderId: 'o-3' },
    [credited(40, 'o-3')],
    'This account has never seen the order: what decide knows has to come from the state.',
  );
});

test('more points than there are cannot be redeemed, and the refusal is recorded', () => {
  for (const points of [61, 500]) {
    const refused = { type: 'RedemptionRefused', points, orderId: 'o-5', reason: 'not enough' };
    expectDecision(
      [credited(60, 'o-1')],
      { type: 'RedeemPoints', points, orderId: 'o-5' },
      [refused],
      'There are 60.',
    );
  }
  expectDecision(
    [credited(60, 'o-1'), redeemed(15)],
    { type: 'RedeemPoints', points: 45, orderId: 'o-5' },
    [redeemed(45, 'o-5')],
    'There are exactly 45.',
  );
});

test('fewer than 10 points at a time are refused, and 10 are not', () => {
  const history = [credited(60, 'o-1')];
  for (const points of [1, 9]) {
    const refused = { type: 'RedemptionRefused', points, orderId: 'o-6', reason: 'too few' };
    expectDecision(history, { type: 'RedeemPoints', points, orderId: 'o-6' }, [refused], 'The least is 10.');
  }
  expectDecision(
    history,
    { type: 'RedeemPoints', points: 10, orderId: 'o-6' },
    [redeemed(10, 'o-6')],
    'The least is 10.',
  );
});

test('whatever was once decided can be loaded, also under rules of today that would refuse it', () => {
  const histories = [
    { history: [credited(80, 'o-1'), redeemed(5, 'o-2')], balance: 75 },
    { history: [credited(20, 'o-1'), redeemed(50, 'o-2')], balance: -30 },
    { history: [credited(20, 'o-1'), credited(20, 'o-1')], balance: 40 },
  ];
  for (const { history, balance } of histories) {
    const { value, error } = said(() => history.reduce(evolve, initialState()));
    assert.equal(
      value?.balance,
      balance,
      `${show(history)} should load with a balance of ${balance}; ${error === undefined ? `it is ${value?.balance}` : `it threw “${error}”`}. It happened, and evolve has no say in it.`,
    );
  }
});

test('an account is closed by two facts, expiry and closing, and only once', () => {
  const closed = { type: 'AccountClosed' };
  const close = { type: 'CloseAccount' };
  expectDecision(
    [credited(60, 'o-1'), redeemed(23)],
    close,
    [{ type: 'PointsExpired', points: 37 }, closed],
    'There are 37 points left, and they may not vanish without an event.',
  );
  const one = { type: 'PointsExpired', points: 1 };
  expectDecision([credited(1, 'o-1')], close, [one, closed], 'One point is left.');
  expectDecision([credited(60, 'o-1'), redeemed(60)], close, [closed], 'Nothing is left that could expire.');
  const over = [credited(1, 'o-1'), { type: 'PointsExpired', points: 1 }, closed];
  expectDecision(over, close, [], 'It is closed already.');
  assert.equal(
    over.reduce(evolve, initialState()).balance,
    0,
    'After PointsExpired and AccountClosed the balance should be 0.',
  );
});

test('a closed account grants nothing more', () => {
  const history = [credited(60, 'o-1'), { type: 'PointsExpired', points: 60 }, { type: 'AccountClosed' }];
  expectDecision(
    history,
    { type: 'CreditPoints', points: 12, orderId: 'o-2' },
    [{ type: 'CreditRefused', points: 12, orderId: 'o-2' }],
    'It is closed.',
  );
  for (const points of [5, 20]) {
    expectDecision(
      history,
      { type: 'RedeemPoints', points, orderId: 'o-3' },
      [{ type: 'RedemptionRefused', points, orderId: 'o-3', reason: 'closed' }],
      'It is closed.',
    );
  }
});

test('a command or an event of an unknown type throws an error that names it', () => {
  const { value, error = '' } = said(() => decide(initialState(), { type: 'DoublePoints' }));
  assert.ok(
    error.includes('DoublePoints'),
    `decide should throw and name DoublePoints; it gave ${error || show(value)}.`,
  );
  const evolved = said(() => evolve(initialState(), { type: 'PointsDoubled' }));
  assert.ok(
    evolved.error?.includes('PointsDoubled'),
    `evolve should throw and name PointsDoubled; it gave ${evolved.error ?? JSON.stringify(evolved.value)}.`,
  );
  const refusals = [
    { type: 'RedemptionRefused', points: 5, reason: 'too few' },
    { type: 'CreditRefused', points: 5 },
  ];
  for (const event of refusals) {
    const state = said(() => evolve(initialState(), event));
    assert.equal(
      state.value?.balance,
      0,
      `${event.type} should be known to evolve and change nothing; it gave ${state.error ?? state.value?.balance}.`,
    );
  }
});

test('neither decide nor evolve writes into what it is given', () => {
  const events = [
    credited(60, 'o-1'),
    redeemed(20),
    { type: 'PointsExpired', points: 40 },
    { type: 'AccountClosed' },
  ];
  let state = frozen(initialState());
  for (const event of events.map(frozen)) {
    for (const type of ['CreditPoints', 'RedeemPoints', 'CloseAccount']) {
      const { error } = said(() => decide(state, frozen({ type, points: 15, orderId: 'o-7' })));
      assert.equal(error, undefined, `decide wrote into the state on ${type}: ${error}.`);
    }
    const { value, error } = said(() => evolve(state, event));
    assert.equal(error, undefined, `evolve wrote into the state on ${event.type}: ${error}.`);
    state = frozen(value);
  }
});

test('under any commands the balance never falls below zero, and what was credited is accounted for', () => {
  for (const seed of [2, 19, 41]) {
    const dice = createDice(seed);
    const stream = [];
    for (let n = 0; n < 60; n += 1) {
      const type = ['CreditPoints', 'RedeemPoints', 'RedeemPoints'][dice(3)];
      const command = { type, points: 1 + dice(60), orderId: `o-${dice(30)}` };
      const { value, error } = after(stream, command);
      assert.ok(
        Array.isArray(value),
        `${type} ${command.points} should give a list of events, and gave ${error ?? value}.`,
      );
      stream.push(...value);
      const balance = said(() => stream.reduce(evolve, initialState()).balance);
      assert.ok(
        balance.value >= 0,
        `After ${type} ${command.points} the balance should be 0 or more; ${balance.error === undefined ? `it is ${balance.value}` : `evolve threw “${balance.error}”`}.`,
      );
    }
    const sum = (type) =>
      stream.filter((event) => event.type === type).reduce((total, { points }) => total + points, 0);
    const { balance } = stream.reduce(evolve, initialState());
    const expected = sum('PointsCredited') - sum('PointsRedeemed');
    assert.equal(balance, expected, `The events add up to ${expected}, and the balance is ${balance}.`);
    const orders = stream.filter(({ type }) => type === 'PointsCredited').map(({ orderId }) => orderId);
    assert.equal(new Set(orders).size, orders.length, 'An order was credited twice.');
  }
});
