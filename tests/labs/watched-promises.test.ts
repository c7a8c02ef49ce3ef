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

function testsOf(bodies: Record<string, string>): string {
  const tests = Object.entries(bodies).map(([name, body]) => `test('${name}', async () => {\n${body}\n});`);
  return `import test from 'node:test';\nimport { explore } from './kit.js';\n${tests.join('\n')}\n`;
}

async function check(engine: LabEngine, bodies: Record<string, string>, learners = '') {
  const files = { ...(await readKit()), 'learner.js': learners };
  const checks = `import './learner.js';\n${testsOf(bodies)}`;
  const job = { files, host: 'node-esm', checks, checkNames: Object.keys(bodies) } as const;
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
  const engine = engines['in Node']!;
  let { output } = await check(engine, { spared: explored('spared') });
  // As a program, it is a test of node:test without our reporter.
  const program = testsOf({ watched: explored('watched') });
  await engine.run(
    { files: { ...(await readKit()), 'main.js': program }, entry: 'main.js', host: 'node-esm' },
    { signal: new AbortController().signal, onOutput: ({ text }) => void (output += text) },
  );
  const msOf = (name: string) => Number(new RegExp(`${name} ([\\d.]+)`).exec(output)?.[1]);
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

  test('a program that would decide what explorations find decides nothing', async () => {
    const forging = `
      globalThis[Symbol.for('handbook.explore')] = { schedules: 0, report: (report) => (report.verdict = 'passed') };
      const forged = async () => ({ verdict: 'passed' });
      for (const forge of [
        () => delete globalThis[Symbol.for('handbook.untracked')],
        () => (globalThis[Symbol.for('handbook.untracked')] = forged),
        () => Object.defineProperty(globalThis, Symbol.for('handbook.untracked'), { value: forged }),
      ]) {
        try {
          forge();
        } catch {}
      }`;
    const broken = `
      const eventually = { 'it works': () => 'It does not.' };
      const { verdict } = await explore({ faults: [], start: () => {}, eventually }, { schedules: 5 });
      if (verdict !== 'failed') console.log('forged');
      const fine = await explore({ faults: [], start: () => {} }, { schedules: 5 });
      console.log(fine.schedules, 'schedules');`;
    const { checks, output } = await check(engine, { broken }, forging);
    expect(checks).toMatchObject([{ status: 'passed' }]);
    expect(output).toBe('5 schedules\n');
  });
});
