import assert from 'node:assert/strict';
import test from 'node:test';
import { predict } from './predict.js';

const log = { kind: 'log' };
const microtask = (...inside) => ({ kind: 'microtask', inside });
const timeout = (...inside) => ({ kind: 'timeout', inside });
const OPENINGS = { microtask: 'queueMicrotask(() => ', timeout: 'setTimeout(() => ' };
const CLOSINGS = { timeout: ', 0);' };
const QUEUES = { microtask: queueMicrotask, timeout: (callback) => setTimeout(callback, 0) };

test('timers alone call back in the order in which they were set', async () => {
  await expectRight(labelled([timeout(), log, timeout(timeout()), timeout()]));
});

test('microtasks run before timers, also before those that were set earlier', async () => {
  for (const seed of [16, 18, 3, 39]) {
    const next = numbers(seed);
    const mixed = Array.from({ length: 3 + Math.floor(next() * 4) }, () =>
      next() < 0.5 ? microtask() : timeout(),
    );
    await expectRight(labelled([log, timeout(), ...mixed, microtask(), log]));
  }
});

test('a microtask that queues another one is still served before any timer', async () => {
  for (const seed of [88, 74, 98]) {
    const next = numbers(seed);
    const chain = (length) => (length === 0 ? microtask() : microtask(log, chain(length - 1)));
    const chains = [chain(2 + Math.floor(next() * 3)), chain(1), microtask(microtask(), microtask())];
    await expectRight(labelled([timeout(), ...shuffled(chains, next), timeout()]));
  }
});

test('the microtasks of a timer run before the next timer', async () => {
  for (const seed of [61, 80, 33]) {
    const next = numbers(seed);
    const timers = Array.from({ length: 2 + Math.floor(next() * 3) }, () =>
      timeout(microtask(), log, microtask()),
    );
    await expectRight(labelled([log, ...timers]));
  }
});

test('programs of every shape are predicted as they run', async () => {
  for (const seed of [57, 72, 15, 66, 49, 1, 53]) {
    const next = numbers(seed);
    const steps = randomSteps(next, ['log', 'microtask', 'timeout'], 3 + Math.floor(next() * 3), 2);
    await expectRight(labelled([timeout(microtask()), ...steps, microtask()]));
  }
});

// From here on: how the checks make programs, run them and compare. Nothing below has to be read.

/** Numbers from 0 to below 1, the same ones for the same seed (mulberry32). */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffled(steps, next) {
  const left = [...steps];
  const result = [];
  while (left.length > 0) result.push(...left.splice(Math.floor(next() * left.length), 1));
  return result;
}

/** Labels the steps A, B, C, … in the order in which they are written. */
function labelled(steps) {
  let count = 0;
  const label = (step) => {
    if (step.kind === 'await') return step;
    const copy = { ...step, label: count < 26 ? String.fromCharCode(65 + count) : `Z${count - 25}` };
    count += 1;
    if (step.inside) copy.inside = step.inside.map(label);
    return copy;
  };
  return steps.map(label);
}

async function expectRight(program) {
  const mismatch = await compare(program);
  if (mismatch) assert.fail(explain(await smallest(mismatch)));
}

/** Runs the program, asks `predict` about it, and returns both answers if they differ. */
async function compare(program) {
  const printed = await execute(program);
  const predicted = predict(structuredClone(program));
  const equal = Array.isArray(predicted) && predicted.join() === printed.join();
  return equal ? undefined : { program, printed, predicted };
}

/** Leaves out steps as long as the answers still differ; an empty program would explain nothing. */
async function smallest(mismatch) {
  for (const program of shorter(mismatch.program)) {
    if (program.length === 0) continue;
    const next = await compare(labelled(program));
    if (next) return smallest(next);
  }
  return mismatch;
}

/** Every program that is one step shorter. */
function* shorter(steps) {
  for (const [index, step] of steps.entries()) {
    yield steps.toSpliced(index, 1);
    for (const inside of shorter(step.inside ?? [])) yield steps.with(index, { ...step, inside });
  }
}

function explain({ program, printed, predicted }) {
  const answer = Array.isArray(predicted)
    ? `predict said ${predicted.join(', ') || 'nothing'}`
    : `predict returned ${predicted}, and no list of labels`;
  return `Node printed ${printed.join(', ')} but ${answer}, for this program:\n\n${source(program)}`;
}

/** The program as JavaScript. */
function source(steps, indent = '') {
  return steps.map((step) => indent + sourceOf(step, indent)).join('\n');
}

/** `count` steps of the given kinds, nested up to `depth` deep. */
function randomSteps(next, kinds, count, depth) {
  return Array.from({ length: count }, () => {
    const kind = kinds[Math.floor(next() * kinds.length)];
    if (kind === 'log') return log;
    const inside = depth > 0 ? randomSteps(next, kinds, Math.floor(next() * 3), depth - 1) : [];
    return { kind, inside };
  });
}

function sourceOf(step, indent) {
  const print = `console.log('${step.label}')`;
  const open = OPENINGS[step.kind];
  if (!open) return `${print};`;
  const close = CLOSINGS[step.kind] ?? ');';
  if (step.inside.length === 0) return `${open}${print}${close}`;
  const inner = `${indent}  `;
  return `${open}{\n${inner}${print};\n${source(step.inside, inner)}\n${indent}}${close}`;
}

/** Runs the program for real, in a callback of its own, and resolves to the labels in the order they were printed. */
function execute(program) {
  return new Promise((resolve) => {
    const printed = [];
    let waiting = 1;
    const done = () => {
      waiting -= 1;
      if (waiting === 0) resolve(printed);
    };
    const perform = (steps) => {
      for (const { kind, label, inside } of steps) {
        if (kind === 'log') {
          printed.push(label);
          continue;
        }
        waiting += 1;
        QUEUES[kind](() => {
          printed.push(label);
          perform(inside);
          done();
        });
      }
    };
    setTimeout(() => {
      perform(program);
      done();
    });
  });
}
