import assert from 'node:assert/strict';
import test from 'node:test';
import { createRandom } from './kit.js';
import { createPayments } from './payments.js';
import { next } from './saga.js';
import { STEPS } from './steps.js';

/** The shop’s own steps, and others with other names; the last one can never be undone. */
function draw(random, count) {
  if (count === undefined) return STEPS;
  return Array.from({ length: count }, (_, n) => {
    const name = `Thing${random.between(100, 999)}${n}`;
    const step = { command: `Get${name}`, yes: `${name}Given`, no: `${name}Refused` };
    return n === count - 1 ? step : { ...step, undo: `GiveBack${name}`, undone: `${name}Back` };
  });
}

/** A saga under way, and what it has sent. */
function start(order) {
  let saga = { order, state: 'new' };
  const [sent, told] = [[], []];
  // Ids may be of chance: the story counts them.
  const names = new Map();
  const nameOf = (id) => names.get(id) ?? id;
  const story = () => `What happened:\n  ${told.slice(-14).join('\n  ')}`;
  const run = {
    sent,
    story,
    get state() {
      return saga.state;
    },
    /** The command that was sent last, as an event about it names it. */
    get last() {
      return sent.at(-1)?.id;
    },
    tell(type, command = run.last, steps = STEPS) {
      const before = saga.state;
      const event = { type, order, ...(type === 'OrderPlaced' ? {} : { command }) };
      const result = next(structuredClone(saga), event, steps);
      assert.equal(
        typeof result?.saga?.state,
        'string',
        `after ${type}, next() must return a saga with a state`,
      );
      assert.ok(Array.isArray(result.send), `after ${type}, next() must return a list as send`);
      saga = structuredClone(result.saga);
      sent.push(...result.send);
      for (const one of result.send) {
        if (one?.id !== undefined && !names.has(one.id)) names.set(one.id, `command ${names.size + 1}`);
      }
      const types = result.send.map((one) => one?.type).join(', ');
      told.push(
        `${type} (${nameOf(event.command) ?? order}) in “${before}”: now “${saga.state}”, sent [${types}]`,
      );
      for (const one of result.send) {
        assert.ok(
          one?.order === order && typeof one.id === 'string',
          `A command has an id, a type and its order: ${JSON.stringify(one)}`,
        );
      }
      return result.send;
    },
    expect(type, state, send, { command, steps } = {}) {
      const types = run.tell(type, command, steps).map((one) => one.type);
      const says = `${type} should lead to “${state}” and send [${send.join(', ')}].\n${story()}`;
      assert.deepEqual({ state: saga.state, send: types }, { state, send }, says);
    },
  };
  return run;
}

/** A saga that has got to a step, and has sent its command for the first time. */
function startAt(steps, at, random) {
  const run = start(`o-${random.between(2, 999)}`);
  run.tell('OrderPlaced', undefined, steps);
  for (const { yes } of steps.slice(0, at)) run.tell(yes, undefined, steps);
  return run;
}

/** Every step of the shop, and of others. */
function* places(seed) {
  const random = createRandom(seed);
  for (const count of [undefined, 2, random.between(4, 6)]) {
    const steps = draw(random, count);
    for (const at of steps.keys()) yield { steps, at, random, run: startAt(steps, at, random) };
  }
}

/** Tells of so many timeouts, of which each must have the command asked for again. */
function timeOut(run, steps, times) {
  const { id, type } = run.sent.at(-1);
  for (let n = 0; n < times; n++) {
    run.expect('TimedOut', type, [type], { steps });
    const says = `${type} was sent again as ${run.last}, and before as ${id}: a repetition has the same id.\n${run.story()}`;
    assert.equal(run.last, id, says);
  }
}

test('when every answer comes in time, the order is done', () => {
  const random = createRandom('calm');
  for (const count of [undefined, 2, 5]) {
    const steps = draw(random, count);
    const run = start(`o-${random.between(2, 999)}`);
    run.expect('OrderPlaced', steps[0].command, [steps[0].command], { steps });
    for (const [n, { yes }] of steps.entries()) {
      const command = steps[n + 1]?.command;
      run.expect(yes, command ?? 'done', command ? [command] : [], { steps });
    }
    const ids = run.sent.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length, `Different commands have different ids: ${ids.join(', ')}`);
  }
});

test('what is not answered in time is asked for again, under the same id, three times in all', () => {
  for (const { steps, at, run } of places('again')) {
    timeOut(run, steps, 2);
    if (at === steps.length - 1) continue;
    const { type } = run.sent.at(-1);
    run.tell('TimedOut', undefined, steps);
    const count = run.sent.filter((one) => one.type === type).length;
    assert.equal(
      count,
      3,
      `${type} should be sent three times, and was sent ${count} times.\n${run.story()}`,
    );
  }
  // The third answer comes in time, and the next command has three tries of its own.
  for (const { steps, at, run } of places('in time')) {
    if (at === steps.length - 1) continue;
    timeOut(run, steps, 2);
    const { command } = steps[at + 1];
    run.expect(steps[at].yes, command, [command], { steps });
    timeOut(run, steps, 2);
  }
});

test('what is given up is undone as if it had happened, and then what was done before it', () => {
  for (const { steps, at, run } of places('given up')) {
    if (at === steps.length - 1) continue;
    timeOut(run, steps, 2);
    let event = 'TimedOut';
    for (const { undo, undone } of steps.slice(0, at + 1).toReversed()) {
      run.expect(event, undo, [undo], { steps });
      event = undone;
    }
    run.expect(event, 'cancelled', [], { steps });
  }
  // What was refused has not happened, however often it was asked for.
  for (const { steps, at, run } of places('refused')) {
    timeOut(run, steps, 1);
    const { undo } = steps[at - 1] ?? {};
    run.expect(steps[at].no, undo ?? 'cancelled', undo ? [undo] : [], { steps });
  }
});

test('what cannot be undone is not given up, and neither is a compensation', () => {
  for (const { steps, at, run, random } of places('never')) {
    if (at < steps.length - 1) continue;
    timeOut(run, steps, random.between(5, 12));
    run.expect(steps[at].yes, 'done', [], { steps });
  }
  for (const { steps, at, run, random } of places('compensation')) {
    if (at === 0) continue;
    run.tell(steps[at].no, undefined, steps);
    timeOut(run, steps, random.between(5, 12));
    const { undone } = steps[at - 1];
    const { undo } = steps[at - 2] ?? {};
    run.expect(undone, undo ?? 'cancelled', undo ? [undo] : [], { steps });
  }
});

test('an answer or a timeout that is about another command changes nothing and sends nothing', () => {
  for (const { steps, at, run } of places('late')) {
    const before = [...run.sent];
    const late = (command, type) => run.expect(type, run.state, [], { command, steps });
    const told = () => {
      for (const [n, { id }] of before.entries()) {
        if (id === run.last) continue;
        late(id, 'TimedOut');
        late(id, steps[n].yes);
        late(id, steps[n].no);
      }
      late(undefined, 'OrderPlaced');
    };
    told();
    // On the way back, the late yes of the step that was given up.
    if (at < steps.length - 1) for (let n = 0; n < 3; n++) run.tell('TimedOut', undefined, steps);
    else run.tell(steps[at].no, undefined, steps);
    told();
    while (run.state !== 'cancelled') {
      const step = steps.find(({ undo }) => undo !== undefined && undo === run.state);
      assert.ok(step, `The saga should be on its way back.\n${run.story()}`);
      run.tell(step.undone, undefined, steps);
      told();
    }
    late(run.last, 'TimedOut');
  }
});

/** Payments with a bank that counts. */
function open(random) {
  const order = `o-${random.between(2, 999)}`;
  const moves = [];
  const asked = new Set();
  const isDeclined = random.between(0, 3) === 0;
  const bank = {
    // Whoever is declined may have money a minute later.
    charge(of) {
      const isYes = !isDeclined || asked.has(of);
      asked.add(of);
      if (isYes) moves.push(`charged ${of}`);
      return isYes;
    },
    refund: (of) => void moves.push(`refunded ${of}`),
  };
  const book = new Map();
  // What is not in the book is forgotten before every command.
  const handle = (command) => createPayments({ bank, book })(command);
  const name = random.between(100, 999);
  const charge = { id: `${name}-charge`, type: 'ChargeCard', order };
  const refund = { id: `${name}-refund`, type: 'RefundCard', order };
  return { handle, moves, charge, refund, order, isDeclined, book, bank };
}

test('a command that comes again is answered as before, and moves no money', () => {
  const random = createRandom('repeated');
  for (let n = 0; n < 60; n++) {
    const { handle, moves, charge, refund, order, isDeclined } = open(random);
    const yes = isDeclined ? 'CardDeclined' : 'CardCharged';
    const course = [
      [charge, yes],
      [charge, yes],
      [charge, yes],
    ];
    if (random.between(0, 1) === 1)
      course.push([refund, 'CardRefunded'], [charge, yes], [refund, 'CardRefunded']);
    for (const [command, wanted] of course) {
      const says = `${command.id} should be answered with ${wanted}; before it the bank had ${moves.join(', ') || 'nothing'}.`;
      assert.equal(handle(command), wanted, says);
    }
    const wanted = isDeclined
      ? []
      : [`charged ${order}`, ...(course.length > 3 ? [`refunded ${order}`] : [])];
    assert.deepEqual(
      moves,
      wanted,
      `The bank should have [${wanted.join(', ')}]; it has [${moves.join(', ')}].`,
    );
    // Another order is another matter.
    const other = { id: `${charge.id}-other`, type: 'ChargeCard', order: `${order}0` };
    assert.equal(
      handle(other),
      yes,
      `The charge of another order, ${other.order}, should be answered with ${yes}.`,
    );
  }
});

test('a refund that overtakes its charge is confirmed, and the charge is declined when it comes', () => {
  const random = createRandom('overtaken');
  for (let n = 0; n < 40; n++) {
    const { handle, moves, charge, refund } = open(random);
    const says = (what) => `${what}; the bank has ${moves.join(', ') || 'nothing'}.`;
    for (const command of [refund, charge, refund, charge]) {
      const wanted = command === refund ? 'CardRefunded' : 'CardDeclined';
      assert.equal(
        handle(command),
        wanted,
        says(`${command.type} (${command.id}) should be answered with ${wanted}`),
      );
    }
    assert.deepEqual(moves, [], says('Where the refund came first, no money moves'));
  }
});

/** One order, with messages that are lost, late, repeated and in any order, as chance has it. */
function live(random) {
  const { handle, moves, order } = open(random);
  const run = start(order);
  const shelf = { answers: new Map(), copies: 1, parcels: 0 };
  function serve({ id, type }) {
    if (type === 'ChargeCard' || type === 'RefundCard') return handle({ id, type, order });
    if (!shelf.answers.has(id)) shelf.answers.set(id, act(type));
    return shelf.answers.get(id);
  }
  function act(type) {
    const isMean = random.between(0, 6) === 0;
    if (type === 'ReleaseStock') {
      shelf.copies = 1;
      shelf.answers.set('released', true);
      return 'StockReleased';
    }
    if (type === 'ReserveStock') {
      if (isMean || shelf.answers.has('released')) return 'ReservationRefused';
      shelf.copies = 0;
      return 'StockReserved';
    }
    if (isMean) return 'ShippingRefused';
    shelf.parcels += 1;
    return 'ParcelShipped';
  }
  const under = [{ type: 'OrderPlaced', isEvent: true }];
  let bad = 8;
  for (let turn = 0; turn < 200 && !['done', 'cancelled'].includes(run.state); turn++) {
    const isBad = bad > 0 && random.between(0, 1) === 1;
    if (isBad) bad -= 1;
    if (under.length === 0 || (isBad && run.sent.length > 0 && random.between(0, 1) === 1)) {
      const { id } = isBad ? random.pick(run.sent) : run.sent.at(-1);
      under.push(...run.tell('TimedOut', id).map((command) => ({ ...command })));
      continue;
    }
    const at = random.between(0, under.length - 1);
    const one = under[at];
    if (!isBad || random.between(0, 1) === 1) under.splice(at, 1);
    // Lost on its way, except the order itself.
    if (isBad && one.type !== 'OrderPlaced' && random.between(0, 1) === 1) continue;
    if (one.isEvent) under.push(...run.tell(one.type, one.command));
    else under.push({ type: serve(one), command: one.id, isEvent: true });
  }
  for (const one of under) if (!one.isEvent) serve(one);
  return { run, moves, shelf, order };
}

const inWords = ({ state, moves, parcels, copies }) =>
  `as “${state}”, with ${moves || 'no money'} moved, parcels shipped: ${parcels}, copies in stock: ${copies}`;

test('whatever is lost, late or repeated, each order is paid and shipped, or neither', () => {
  for (let seed = 1; seed <= 400; seed++) {
    const { run, moves, shelf, order } = live(createRandom(seed));
    const { state } = run;
    const found = { state, moves: moves.join(', '), parcels: shelf.parcels, copies: shelf.copies };
    const done = { state: 'done', moves: `charged ${order}`, parcels: 1, copies: 0 };
    const refunded = moves.length > 0 ? `charged ${order}, refunded ${order}` : '';
    const wanted = state === 'done' ? done : { state: 'cancelled', moves: refunded, parcels: 0, copies: 1 };
    const says = `${order} ended ${inWords(found)}; it should have ended ${inWords(wanted)}.\n${run.story()}`;
    assert.deepEqual(found, wanted, says);
  }
});
