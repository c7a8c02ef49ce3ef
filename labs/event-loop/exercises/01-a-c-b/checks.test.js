import assert from 'node:assert/strict';
import test from 'node:test';
import { predict } from './predict.js';

const log = { kind: 'log' };
const timeout = { kind: 'timeout' };

test('a program that only prints is predicted as it is written', async () => {
  await expectRight(labelled([log, log, log]));
});

test('the program of the task prints A, then C, then B', async () => {
  await expectRight(labelled([log, timeout, log]));
});

test('what the program prints itself comes before the callback of any timer', async () => {
  for (const seed of [3, 14, 15, 92, 65]) {
    const next = numbers(seed);
    const logs = Array.from({ length: 2 + Math.floor(next() * 4) }, () => log);
    await expectRight(labelled([timeout, ...shuffled([...logs, timeout], next), log]));
  }
});

test('timers of the same delay call back in the order in which they were set', async () => {
  for (const seed of [27, 18, 28, 45]) {
    const next = numbers(seed);
    const timers = Array.from({ length: 2 + Math.floor(next() * 5) }, () => timeout);
    await expectRight(labelled([...timers, log, ...timers, log]));
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

function sourceOf({ kind, label }) {
  const print = `console.log('${label}')`;
  return kind === 'timeout' ? `setTimeout(() => ${print}, 0);` : `${print};`;
}

/** Runs the program for real and resolves to the labels in the order in which they were printed. */
function execute(program) {
  return new Promise((resolve) => {
    const printed = [];
    for (const { kind, label } of program) {
      if (kind === 'timeout') setTimeout(() => printed.push(label), 0);
      else printed.push(label);
    }
    setTimeout(() => resolve(printed), 0);
  });
}
