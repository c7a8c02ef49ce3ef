import assert from 'node:assert/strict';
import test from 'node:test';
import { createAlarm } from './alarm.js';

/** Numbers from 0 to below `below`, the same in every run. */
function createDice(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const told = (result) => (result ? `${result.type} at ${result.at} with ${result.count}` : 'nothing');

/** An alarm that is told what happens; each step says what should follow. */
function createWatch(options) {
  const alarm = createAlarm(options);
  const expect = (result, expected, when) =>
    assert.equal(told(result), expected, `${when}: ${expected} should follow, and ${told(result)} does.`);
  return {
    alarm,
    failed: (at, expected = 'nothing') => expect(alarm.failed(at), expected, `A failure at second ${at}`),
    tick: (at, expected = 'nothing') => expect(alarm.tick(at), expected, `Second ${at}`),
  };
}

test('more failures than the limit raise the alarm, and as many as the limit do not', () => {
  for (const high of [1, 3, 6]) {
    const watch = createWatch({ size: 60, high, low: 0 });
    for (let n = 0; n < high; n += 1) watch.failed(10 + n);
    watch.failed(10 + high, `AlarmRaised at ${10 + high} with ${high + 1}`);
  }
});

test('a burst across a full minute counts as one', () => {
  const watch = createWatch({ size: 60, high: 3, low: 1 });
  watch.failed(57);
  watch.failed(59);
  watch.failed(60);
  watch.failed(62, 'AlarmRaised at 62 with 4');
});

test('failures that are spread out raise nothing, however many they are', () => {
  const watch = createWatch({ size: 60, high: 3, low: 1 });
  for (let at = 0; at < 2000; at += 20) watch.failed(at);
  watch.failed(1981, 'AlarmRaised at 1981 with 4');
});

test('the alarm is raised once, however many failures follow', () => {
  const watch = createWatch({ size: 100, high: 2, low: 0 });
  watch.failed(1);
  watch.failed(2);
  watch.failed(3, 'AlarmRaised at 3 with 3');
  for (let at = 4; at < 90; at += 5) watch.failed(at);
});

test('time alone clears the alarm', () => {
  const watch = createWatch({ size: 60, high: 2, low: 1 });
  watch.failed(10);
  watch.failed(20);
  watch.failed(30, 'AlarmRaised at 30 with 3');
  watch.tick(79);
  watch.tick(80, 'AlarmCleared at 80 with 1');
  watch.tick(200);
});

test('between the two limits the alarm stays as it is', () => {
  const watch = createWatch({ size: 50, high: 4, low: 2 });
  for (const at of [1, 2, 3, 4]) watch.failed(at);
  watch.failed(20, 'AlarmRaised at 20 with 5');
  watch.tick(51);
  watch.failed(52);
  watch.failed(53);
  watch.tick(60);
  watch.tick(70, 'AlarmCleared at 70 with 2');
  watch.failed(71);
  watch.failed(72);
  watch.failed(73, 'AlarmRaised at 73 with 5');
});

test('after it was cleared the alarm can be raised again', () => {
  const watch = createWatch({ size: 10, high: 1, low: 0 });
  for (const start of [0, 100, 5000]) {
    watch.failed(start + 1);
    watch.failed(start + 2, `AlarmRaised at ${start + 2} with 2`);
    watch.tick(start + 12, `AlarmCleared at ${start + 12} with 0`);
  }
});

test('a failure that is heard late counts at its own time', () => {
  const watch = createWatch({ size: 60, high: 2, low: 0 });
  watch.failed(100);
  watch.failed(40);
  watch.failed(30);
  watch.failed(90);
  watch.failed(95, 'AlarmRaised at 100 with 3');
  watch.tick(99);
  watch.tick(159);
  watch.tick(160, 'AlarmCleared at 160 with 0');
});

test('what is over is forgotten', () => {
  const { alarm } = createWatch({ size: 30, high: 1000, low: 5 });
  for (let at = 0; at < 3000; at += 1) {
    alarm.failed(at);
    assert.ok(
      alarm.held <= 31,
      `At second ${at} the alarm remembers ${alarm.held} failures; 30 still count.`,
    );
  }
  assert.ok(alarm.held >= 30, `30 failures still count, and the alarm remembers ${alarm.held}.`);
  alarm.tick(4000);
  assert.equal(alarm.held, 0, `A thousand seconds later none counts, and the alarm remembers ${alarm.held}.`);
});

test('whatever comes when, the alarm says what counting one by one would say', () => {
  for (const [seed, options] of [
    [6, { size: 60, high: 3, low: 2 }],
    [14, { size: 25, high: 5, low: 5 }],
    [52, { size: 90, high: 8, low: 1 }],
  ]) {
    const dice = createDice(seed);
    const { alarm } = createWatch(options);
    const failures = [];
    let now = -Infinity;
    let isRaised = false;
    for (let step = 0; step < 400; step += 1) {
      const isBurst = Math.floor(step / 40) % 2 === 0;
      const at = Math.max(0, step * 4 + dice(8) - dice(30));
      const isFailure = dice(isBurst ? 2 : 12) === 0;
      if (isFailure) failures.push(at);
      now = Math.max(now, at);
      const count = failures.filter((time) => time > now - options.size).length;
      const changes = isRaised ? count <= options.low : count > options.high;
      if (changes) isRaised = !isRaised;
      const type = isRaised ? 'AlarmRaised' : 'AlarmCleared';
      const expected = changes ? `${type} at ${now} with ${count}` : 'nothing';
      const found = told(isFailure ? alarm.failed(at) : alarm.tick(at));
      const when = `Seed ${seed}, step ${step}, ${isFailure ? 'a failure at' : 'second'} ${at}`;
      assert.equal(found, expected, `${when}: ${expected} should follow, and ${found} does.`);
    }
  }
});
