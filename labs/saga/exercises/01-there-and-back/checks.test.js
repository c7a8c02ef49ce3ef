import assert from 'node:assert/strict';
import test from 'node:test';
import { createRandom } from './kit.js';
import { next } from './saga.js';
import { STEPS } from './steps.js';

/** The shop’s own steps, and others with other names; the last one can never be undone. */
function draw(random, count) {
  if (count === undefined) return STEPS;
  const word = random.pick(['Book', 'Order', 'Rent']);
  return Array.from({ length: count }, (_, n) => {
    const name = `${word}${random.between(100, 999)}${n}`;
    const step = { command: `Ask${name}`, yes: `${name}Given`, no: `${name}Refused` };
    return n === count - 1 ? step : { ...step, undo: `GiveBack${name}`, undone: `${name}Back` };
  });
}

/** A saga under way, and what it has sent so far, with the state that each event has led to. */
function start(steps) {
  const saga = { state: 'new', sent: [], told: [] };
  return {
    saga,
    tell(event) {
      const before = saga.state;
      const result = next(saga.state, event, steps);
      assert.equal(typeof result?.state, 'string', `after ${event}, next() must return a text as the state`);
      assert.ok(Array.isArray(result.send), `after ${event}, next() must return a list as send`);
      saga.state = result.state;
      saga.sent.push(...result.send);
      saga.told.push(`${event} in “${before}”: now “${result.state}”, sent [${result.send.join(', ')}]`);
      return result.send;
    },
    expect(event, state, send) {
      const sent = this.tell(event);
      const found = `${event} should lead to “${state}” and send [${send.join(', ')}].\n${this.story()}`;
      assert.deepEqual({ state: saga.state, sent }, { state, sent: send }, found);
    },
    story: () => `What happened:\n  ${saga.told.slice(-12).join('\n  ')}`,
  };
}

/** Every number of steps, and every step that can refuse; none: undefined. */
function* courses(seed) {
  const random = createRandom(seed);
  for (const count of [undefined, 2, 3, 4, random.between(5, 7)]) {
    const steps = draw(random, count);
    for (let refusal = 0; refusal < steps.length; refusal++) yield { steps, refusal, random };
  }
}

/** Goes to the step that refuses, and tells of the refusal. */
function refuse({ tell }, steps, refusal) {
  tell('OrderPlaced');
  for (const { yes } of steps.slice(0, refusal)) tell(yes);
  tell(steps[refusal].no);
}

/** What is undone after a refusal, in order. */
const wayBack = (steps, refusal) => steps.slice(0, refusal).toReversed();

test('when all say yes, the commands go out one after the other, and the order is done', () => {
  const random = createRandom('there');
  for (const count of [undefined, 2, 5]) {
    const steps = draw(random, count);
    const saga = start(steps);
    saga.expect('OrderPlaced', steps[0].command, [steps[0].command]);
    for (const [n, { yes }] of steps.entries()) {
      const command = steps[n + 1]?.command;
      saga.expect(yes, command ?? 'done', command ? [command] : []);
    }
  }
});

test('a refusal has undone what was done before it, and nothing else', () => {
  for (const { steps, refusal } of courses('which')) {
    const run = start(steps);
    refuse(run, steps, refusal);
    // Whatever the order: each compensation is confirmed when it has been sent.
    const confirmed = new Set();
    for (let round = 0; round <= steps.length; round++) {
      for (const { undo, undone } of steps) {
        if (undo === undefined || confirmed.has(undo) || !run.saga.sent.includes(undo)) continue;
        confirmed.add(undo);
        run.tell(undone);
      }
    }
    const found = run.saga.sent.filter((command) => steps.every((step) => step.command !== command));
    const wanted = wayBack(steps, refusal).map(({ undo }) => undo);
    const says = `After ${steps[refusal].no} these are to be sent, in any order: [${wanted.join(', ')}]. They were [${found.join(', ')}].\n${run.story()}`;
    assert.deepEqual(found.toSorted(), wanted.toSorted(), says);
  }
});

test('compensations go in reverse order, each when the one before is confirmed', () => {
  for (const { steps, refusal } of courses('order')) {
    const run = start(steps);
    run.tell('OrderPlaced');
    for (const { yes } of steps.slice(0, refusal)) run.tell(yes);
    const back = wayBack(steps, refusal);
    let event = steps[refusal].no;
    for (const { undo, undone } of back) {
      run.expect(event, undo, [undo]);
      event = undone;
    }
    run.expect(event, 'cancelled', []);
  }
});

test('an order is cancelled when the last compensation is confirmed, and not before', () => {
  for (const { steps, refusal } of courses('when')) {
    const run = start(steps);
    refuse(run, steps, refusal);
    for (const { undo, undone } of wayBack(steps, refusal)) {
      const early = `The order must not be cancelled while nobody has said ${undone}.\n${run.story()}`;
      assert.notEqual(run.saga.state, 'cancelled', early);
      assert.ok(run.saga.sent.includes(undo), `${undo} has not been sent.\n${run.story()}`);
      run.tell(undone);
    }
    const { state } = run.saga;
    assert.equal(state, 'cancelled', `Everything is undone: the order is “cancelled”.\n${run.story()}`);
  }
});

test('an event that comes again, or that nobody waits for, changes nothing and sends nothing', () => {
  for (const { steps, refusal, random } of courses('twice')) {
    const run = start(steps);
    const told = steps.slice(0, refusal).map(({ yes }) => yes);
    const back = wayBack(steps, refusal).map(({ undone }) => undone);
    const events = ['OrderPlaced', ...told, steps[refusal].no, ...back];
    const all = [
      'OrderPlaced',
      ...steps.flatMap(({ yes, no, undone }) => [yes, no, undone ?? 'NobodyKnows']),
    ];
    for (const [n, event] of events.entries()) {
      run.tell(event);
      const { state } = run.saga;
      const others = all.filter((one) => one !== events[n + 1] && !isAnswerTo(steps, state, one));
      for (const stray of [event, random.pick(others), random.pick(others), random.pick(others)]) {
        if (isAnswerTo(steps, state, stray)) continue;
        run.expect(stray, state, []);
      }
    }
  }
});

/** Whether the event is the answer that this state waits for. */
function isAnswerTo(steps, state, event) {
  return steps.some(
    ({ command, yes, no, undo, undone }) =>
      (state === command && (event === yes || event === no)) || (state === undo && event === undone),
  );
}

test('with all of this at once each order ends, and what is undone is what was done', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = createRandom(seed);
    const steps = draw(random, random.between(2, 6));
    const run = start(steps);
    const [open, had] = [['OrderPlaced'], []];
    const [done, undone] = [[], []];
    for (let turn = 0; turn < 60; turn++) {
      const isCopy = had.length > 0 && random.between(0, 2) === 0;
      if (!isCopy && open.length === 0) break;
      const event = isCopy ? random.pick(had) : open.shift();
      had.push(event);
      for (const command of run.tell(event)) {
        const step = steps.find((one) => one.command === command || one.undo === command);
        assert.ok(step, `There is no command ${command}.\n${run.story()}`);
        if (step.undo === command) {
          undone.push(command);
          open.push(step.undone);
          continue;
        }
        const isRefused = random.between(0, 5) === 0;
        if (!isRefused) done.push(step);
        open.push(isRefused ? step.no : step.yes);
      }
    }
    const isDone = run.saga.state === 'done';
    const isEnded = isDone || run.saga.state === 'cancelled';
    assert.ok(isEnded, `The saga ends in “${run.saga.state}”, and nothing more comes.\n${run.story()}`);
    const wanted = isDone ? [] : done.map(({ undo }) => undo).toReversed();
    assert.deepEqual(undone, wanted, `Undone should be [${wanted.join(', ')}].\n${run.story()}`);
    if (isDone) assert.equal(done.length, steps.length, `Not every step was done.\n${run.story()}`);
  }
});
