/** node:test watches every promise; explorations are spared that, and nothing else is. */
import { afterAll, describe, expect, test } from 'vitest';
import { createNodeEngine, type LabEngine } from '#cli/lab/engines.ts';
import { openPageEngine } from '#cli/lab/page-engine.ts';
import { readKit } from '#lab/kit.ts';

const engines: Record<string, LabEngine> = {
  'in Node': createNodeEngine(),
  'in the built-in runtime': await openPageEngine('embedded'),
};
afterAll(() => Promise.all(Object.values(engines).map((engine) => engine.close())));

async function check(engine: LabEngine, bodies: Record<string, string>) {
  const tests = Object.entries(bodies).map(([name, body]) => `test('${name}', async () => {\n${body}\n});`);
  const checks = `import test from 'node:test';\nimport { explore } from './kit.js';\n${tests.join('\n')}\n`;
  const job = { files: await readKit(), host: 'node-esm', checks, checkNames: Object.keys(bodies) } as const;
  return engine.check(job, { timeMs: 60_000 });
}

const EXPLORE = `await explore({ faults: [], start: (sim) => void sim.process('p', () => {}) }, { schedules: 3 });`;

test('an exploration takes half as long as it would if its promises were watched, or less', async () => {
  const explored = (name: string) => `
    const { now } = performance;
    const live = async () => {
      for (let n = 0; n < 200; n++) await null;
    };
    const scenario = { faults: [], start: (sim) => void sim.process('p', () => void live()) };
    const begun = now.call(performance);
    await explore(scenario, { schedules: 1000 });
    console.log('${name}', now.call(performance) - begun);`;
  const { output } = await check(engines['in Node']!, {
    spared: explored('spared'),
    watched: `delete globalThis[Symbol.for('handbook.untracked')];\n${explored('watched')}`,
  });
  const msOf = (name: string) => Number(new RegExp(`${name} (.+)`).exec(output)?.[1]);
  expect(msOf('spared')).toBeLessThan(msOf('watched') / 2);
});

describe.each(Object.entries(engines))('%s', (_, engine) => {
  test('what nobody handles after an exploration is laid at the door of its check', async () => {
    const lost = `setTimeout(() => Promise.reject(new Error('lost')), 5);
      await new Promise((resolve) => setTimeout(resolve, 50));`;
    const { checks } = await check(engine, { first: `${EXPLORE}\n${lost}`, second: EXPLORE });
    expect(checks).toEqual([
      { name: 'first', status: 'errored', message: 'Error: lost' },
      { name: 'second', status: 'passed', message: '' },
    ]);
  });
});
