import assert from 'node:assert/strict';
import test from 'node:test';
import { predict } from './predict.js';

const log = { kind: 'log' };
const pause = { kind: 'await' };
const microtask = (...inside) => ({ kind: 'microtask', inside });
const timeout = (...inside) => ({ kind: 'timeout', inside });
const asyncCall = (...inside) => ({ kind: 'async', inside });
const OPENINGS = { microtask: 'queueMicrotask(() => ', timeout: 'setTimeout(() => ', async: '(async () => ' };
const CLOSINGS = { timeout: ', 0);', async: ')();' };
const QUEUES = { microtask: queueMicrotask, timeout: (callback) => setTimeout(callback, 0) };

test('an async function without await runs at once, from its first step to its last', async () => {
  await expectRight(labelled([log, asyncCall(log, log), microtask(asyncCall(log)), log]));
});

test('the program of the task prints A, B, C, D', async () => {
  await expectRight(labelled([log, asyncCall(pause, log), log]));
});

test('what stands before the first await runs as part of the call, and what stands after it does not', async () => {
  for (const seed of [44, 28, 81]) {
    const next = numbers(seed);
    const before = Array.from({ length: Math.floor(next() * 3) }, () => log);
    const after = Array.from({ length: 1 + Math.floor(next() * 3) }, () => log);
    await expectRight(labelled([log, asyncCall(...before, pause, ...after), log, timeout()]));
  }
});

test('what stands after an await takes its place in the microtask queue, before any timer', async () => {
  for (const seed of [75, 66, 59]) {
    const next = numbers(seed);
    const mixed = shuffled([microtask(), microtask(), asyncCall(pause, log), timeout()], next);
    await expectRight(labelled([timeout(), microtask(log), asyncCall(log, pause, log), ...mixed, log]));
  }
});

test('each further await waits for one more turn, so that async functions take turns', async () => {
  for (const seed of [33, 44, 61]) {
    const next = numbers(seed);
    const turns = Array.from({ length: 2 + Math.floor(next() * 3) }, () => [pause, log]).flat();
    await expectRight(
      labelled([
        asyncCall(...turns),
        microtask(microtask()),
        asyncCall(log, ...turns, pause, pause, log),
        log,
      ]),
    );
  }
});

test('programs of every shape are predicted as they run', async () => {
  for (const seed of [28, 47, 56, 48, 23, 37, 86]) {
    const next = numbers(seed);
    const kinds = ['log', 'microtask', 'timeout', 'async'];
    const steps = randomSteps(next, kinds, 3 + Math.floor(next() * 3), 2);
    await expectRight(
      labelled([asyncCall(pause, log, asyncCall(log, pause, log)), ...steps, microtask(), log]),
    );
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
    if (kind === 'async') inside.splice(Math.floor(next() * 3), 0, pause, log);
    return { kind, inside };
  });
}

function sourceOf(step, indent) {
  if (step.kind === 'await') return 'await null;';
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
    const perform = (step) => {
      if (step.kind === 'log') printed.push(step.label);
      else if (step.kind === 'async') void performAsync(step);
      else {
        waiting += 1;
        QUEUES[step.kind](() => {
          printed.push(step.label);
          step.inside.forEach(perform);
          done();
        });
      }
    };
    const performAsync = async ({ label, inside }) => {
      waiting += 1;
      printed.push(label);
      for (const step of inside) {
        if (step.kind === 'await') await null;
        else perform(step);
      }
      done();
    };
    setTimeout(() => {
      program.forEach(perform);
      done();
    });
  });
}
