import { strict as assert } from 'node:assert';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createEngines } from '../find-engine.ts';
import { openMutant } from '../mutate.ts';
import { printReport } from '../report.ts';
import { runCell } from '../run-cell.ts';
import type { Divergence, Mutant, Scenario } from '../scenario.ts';
import { createSharedRestart } from '../shared-restart.ts';
import { createCounter, openCounter, type Counter } from './toy-counter.ts';

const family = { openSimulator: openCounter };
const adds: Scenario<Counter> = {
  id: 'adds',
  title: 'A counter adds',
  run: async (counter) => assert.equal((await counter.add(2)) + (await counter.add(3)), 7),
};
const wrong: Scenario<Counter> = {
  ...adds,
  run: async (counter) => assert.equal(await counter.add(2), 3, 'two and nothing are three'),
};
const declared = (range: string): Divergence => ({
  engine: 'redis',
  range,
  reason: 'it counts from one',
  link: 'https://redis.io/docs/',
});
const onRedis = (scenario: Scenario<Counter>, version = '7.0.15') =>
  runCell(family, scenario, 'redis', async () => createCounter(version));

describe('the verdict on a scenario', () => {
  test('is “agrees” if it passes, FAIL with the message if it does not', async () => {
    expect(await onRedis(adds)).toEqual({ id: 'adds', title: 'A counter adds', verdict: 'agrees' });
    expect(await onRedis(wrong)).toMatchObject({
      verdict: 'FAIL',
      reason: expect.stringContaining('two and nothing are three'),
    });
  });

  test('is a declared divergence in its range only', async () => {
    const scenario = { ...wrong, divergences: [declared('>=7.0 <8.0')] };
    expect(await onRedis(scenario)).toMatchObject({
      verdict: 'declared divergence',
      reason: 'it counts from one',
    });
    expect((await onRedis(scenario, '8.0.1')).verdict).toBe('FAIL');
    const simulated = await runCell(family, scenario, 'sim', () => openCounter({}));
    expect(simulated.verdict).toBe('FAIL');
  });

  test('is FAIL if a divergence is declared and does not show', async () => {
    const cell = await onRedis({ ...adds, divergences: [declared('>=7.0')] });
    expect(cell).toMatchObject({ verdict: 'FAIL', reason: expect.stringContaining('it agrees') });
  });

  test('is “not run” with its reason outside the version range, and where a capability is missing', async () => {
    const newer = await onRedis({ ...wrong, versions: { redis: '>=8.6' } });
    expect(newer).toMatchObject({ verdict: 'not run', reason: expect.stringContaining('>=8.6') });
    const restarting = await onRedis({ ...wrong, needs: ['restart'] });
    expect(restarting).toMatchObject({ verdict: 'not run', reason: expect.stringContaining('never down') });
  });

  test('is FAIL if the engine does not open', async () => {
    const cell = await runCell(family, adds, 'redis', () => Promise.reject(new Error('refused')));
    expect(cell).toMatchObject({ verdict: 'FAIL', reason: expect.stringContaining('refused') });
  });
});

test('names are unique, and a simulator can stand beside the engine', async () => {
  const cell = await onRedis({
    ...adds,
    async run(counter, trial) {
      assert.notEqual(trial.name('orders'), trial.name('orders'));
      const simulator = await trial.simulator();
      assert.equal(await simulator.add(4), await counter.add(4));
    },
  });
  expect(cell.verdict).toBe('agrees');
});

describe('a mutant', () => {
  const simulator = { file: 'tests/conformance/toy/toy-counter.ts', exported: 'openCounter' };
  const mutant: Mutant = {
    what: 'it counts backwards',
    file: simulator.file,
    find: 'total += amount',
    replace: 'total -= amount',
    killedBy: 'adds',
  };

  test('is the simulator with one passage replaced', async () => {
    const open = await openMutant<Counter>({ simulator }, mutant);
    expect(await (await open({})).add(2)).toBe(-2);
    expect((await runCell(family, adds, 'sim', () => open({}))).verdict).toBe('FAIL');
  });

  test('that changes nothing, because its passage is gone, is refused', async () => {
    await expect(openMutant({ simulator }, { ...mutant, find: 'total *= amount' })).rejects.toThrow(
      'stands 0 times',
    );
  });
});

describe('an engine', () => {
  test('is found at the URL that the environment names', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const url = `redis://127.0.0.1:${(server.address() as { port: number }).port}`;
    expect(await createEngines({ REDIS_URL: url }).find('redis')).toEqual({ place: { url } });
    await new Promise((resolve) => server.close(resolve));
    const gone = await createEngines({ REDIS_URL: url }).find('redis');
    expect(gone).toEqual({ notRun: `nothing listens at ${url}, which REDIS_URL names` });
  });

  test('that was not reached is never counted as agreeing', () => {
    const cell = { id: 'a/b', title: 'A title', verdict: 'not run', reason: 'nothing listens' } as const;
    expect(printReport({ engine: 'redis', version: '', scenarios: [cell] })).toBe(
      'redis: 1 not run\n  not run: a/b (A title)\n      nothing listens',
    );
  });
});

describe('a restart that several wait for', () => {
  const setUp = () => {
    const log: string[] = [];
    const turns = createSharedRestart(async () => void log.push('restart'));
    const use = async (name: string, restarts: number) => {
      await turns.join();
      for (let n = 0; n < restarts; n++) {
        log.push(name);
        await turns.restart();
      }
      log.push(`${name} ends`);
      turns.leave();
    };
    return { log, use };
  };

  test('is one, and comes when all of them have done their part before it', async () => {
    const { log, use } = setUp();
    await Promise.all([use('a', 1), use('b', 1), use('c', 1)]);
    expect(log).toEqual(['a', 'b', 'c', 'restart', 'a ends', 'b ends', 'c ends']);
  });

  test('waits for nobody who has left', async () => {
    const { log, use } = setUp();
    await Promise.all([use('a', 2), use('b', 1), use('c', 0)]);
    expect(log.filter((line) => line === 'restart')).toHaveLength(2);
    expect(log.at(-1)).toBe('a ends');
  });
});
