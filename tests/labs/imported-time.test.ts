/** While schedules run, a program's time and chance are theirs, also where it imports them from Node's modules. */
import { afterAll, expect, test } from 'vitest';
import { createNodeEngine } from '#cli/lab/engines.ts';
import { openPageEngine } from '#cli/lab/page-engine.ts';
import { readKit } from '#lab/kit.ts';

const PROGRAM = `
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { setTimeout as laterOn } from 'node:timers';
import { scheduler, setInterval as ticks, setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { explore } from './kit.js';

const real = randomUUID();
const lives = [];

async function live(now) {
  const seen = [];
  await sleep(40);
  seen.push(now());
  await promisify(setTimeout)(40);
  seen.push(now());
  await new Promise((resolve) => laterOn(resolve, 40));
  seen.push(now());
  await scheduler.wait(40);
  seen.push(now());
  for await (const _ of ticks(20)) if (seen.push(now()) > 5) break;
  const stopped = sleep(900, undefined, { signal: AbortSignal.timeout(20) });
  seen.push(await stopped.catch(({ name, cause }) => name + ' because of ' + cause.name), now());
  lives.push(seen.join(), [randomUUID(), randomBytes(4).toString('hex'), randomInt(5, 900)].join());
}

const scenario = { faults: [], start: (sim) => void sim.process('one', ({ now }) => live(now)) };
for (const seed of [3, 3]) console.log((await explore(scenario, { schedules: 1, seed })).verdict);
console.log(lives[0]);
console.log(new Set(lives).size, 'kinds of lives');
console.log(new Set([real, randomUUID(), randomUUID()]).size, 'ids before and after');
const before = performance.now();
await sleep(30);
console.log(performance.now() - before > 20);
`;

const engines = {
  'in Node': createNodeEngine(),
  'in the built-in runtime': await openPageEngine('embedded'),
};
afterAll(() => Promise.all(Object.values(engines).map((engine) => engine.close())));

test.each(Object.entries(engines))('%s', async (_, engine) => {
  const files = { 'main.js': PROGRAM, ...(await readKit()) };
  let printed = '';
  const ended = await engine.run(
    { files, entry: 'main.js', host: 'node-esm' },
    { signal: new AbortController().signal, onOutput: ({ text }) => void (printed += text) },
  );
  expect(printed.split('\n')).toEqual([
    'passed',
    'passed',
    '40,80,120,160,180,200,AbortError because of TimeoutError,220',
    '2 kinds of lives',
    '3 ids before and after',
    'true',
    '',
  ]);
  expect(ended.reason).toBe('exited');
});
