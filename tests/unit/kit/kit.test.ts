import { afterEach, describe, expect, test } from 'vitest';
import type PackedAjv from '#kit/ajv.d.ts';
import type * as Declared from '#kit/kit.d.ts';
import * as kit from '#kit/kit.ts';
import { readKit, readPackage } from '#lab/kit.ts';
import { wrongEvent } from '#trace/fields.ts';
import { SCHEDULE_TRACE } from '#trace/schedule-events.ts';

const WISH = Symbol.for('handbook.explore');
const TRACE = Symbol.for('handbook.trace');
const globals = globalThis as unknown as Record<symbol, unknown>;

afterEach(() => {
  Reflect.deleteProperty(globals, WISH);
  Reflect.deleteProperty(globals, TRACE);
});

type Handler = (message: { id: string }) => unknown;

/** A process that handles two messages and notes what it finds. */
function scenario<S>(handler: (note: (value: unknown) => void) => Handler, check?: (notes: unknown[]) => S) {
  return {
    faults: [],
    start(sim: Parameters<typeof kit.createBus>[0]) {
      const notes: unknown[] = [];
      const bus = kit.createBus(sim);
      sim.process('worker', ({ process }) =>
        bus.subscribe(
          process,
          handler((value) => void notes.push(value)),
        ),
      );
      bus.publish({ id: 'm-1' });
      bus.publish({ id: 'm-2' });
      return notes;
    },
    eventually: { 'it is as expected': (notes: unknown[]) => check?.(notes) as never },
  };
}

test('it declares the types of exactly what it exports', async () => {
  const { 'kit.d.ts': text = '' } = await readKit();
  const declared = [...text.matchAll(/^export (?:declare )?(?:function|class) (\w+)/gm)].map(
    ([, name]) => name,
  );
  // One that is declared in several forms counts once.
  expect([...new Set(declared)].toSorted()).toEqual(Object.keys(kit).toSorted());
  // What they return is at least what the declarations promise: a question for the compiler.
  const report: Declared.Report = await kit.explore(
    scenario(() => () => undefined),
    { schedules: 1 },
  );
  const clock: Declared.Clock = kit.createClock();
  const random: Declared.Random = kit.createRandom(1);
  const start: ((sim: never) => Declared.Database)[] = [kit.createDatabase];
  const bus: ((sim: never) => Declared.Bus)[] = [kit.createBus];
  expect([report, clock, random, start, bus]).toHaveLength(5);
});

test('as kit.js it is one module that imports nothing and fetches no part of the built-in runtime', async () => {
  const { 'kit.js': text = '' } = await readKit();
  expect(text).not.toMatch(/^import /m);
  expect(text).toContain('async function explore(');
  expect(text).not.toMatch(/\b(?:fs|crypto|https?|net|dns|fetch|WebSocket|async_hooks)\b/);
});

describe('while schedules run, time and chance are theirs', () => {
  test('and the same in every run of a seed', async () => {
    const seen: string[] = [];
    const look = scenario(
      (note) => async () => {
        const at = Date.now();
        await new Promise((resolve) => {
          setTimeout(resolve, 40);
        });
        note([
          Math.random(),
          crypto.randomUUID(),
          new Date().toISOString(),
          Date.now() - at,
          performance.now(),
        ]);
      },
      (notes) => void seen.push(JSON.stringify(notes)),
    );
    const before = Date.now();
    await kit.explore(look, { schedules: 1, seed: 3 });
    await kit.explore(look, { schedules: 1, seed: 3 });
    expect(Date.now() - before).toBeGreaterThanOrEqual(0);
    expect(new Set(seen).size).toBe(1);
    expect(seen[0]).toMatch(/"2026-01-01T00:00:00\.\d\d\dZ",40,/);
  });

  test('a timer of a dead process never fires, and an interval can be cleared', async () => {
    const ticks: unknown[] = [];
    const report = await kit.explore(
      {
        faults: [],
        start(sim: Parameters<typeof kit.createBus>[0]) {
          const process = sim.process('worker', () => {
            let count = 0;
            const timer = setInterval(() => {
              ticks.push(sim.world.now);
              if (++count === 3) clearInterval(timer);
            }, 10);
          });
          sim.world.process('other').after(15, () => sim.crash(process));
          return {};
        },
      },
      { schedules: 1 },
    );
    expect(report.verdict).toBe('passed');
    // One tick of the first life, then three of the second, in each of the three runs.
    expect(ticks).toHaveLength(12);
  });

  test('and afterwards the real ones are back', async () => {
    const real = [
      Date,
      Math.random,
      setTimeout,
      clearTimeout,
      setImmediate,
      crypto.randomUUID,
      performance.now,
    ];
    const broken = scenario(() => () => undefined);
    await kit.explore(broken, { schedules: 1 });
    await kit
      .explore({
        ...broken,
        start: () => {
          throw new Error('no start');
        },
      }) // prettier-ignore
      .catch(() => undefined);
    expect([
      Date,
      Math.random,
      setTimeout,
      clearTimeout,
      setImmediate,
      crypto.randomUUID,
      performance.now,
    ]).toEqual(real);
    expect(Object.hasOwn(crypto, 'randomUUID')).toBe(false);
  });
});

test('a rejection that nobody handles is a verdict, with the schedule it happened in', async () => {
  const careless = scenario(() => (message) => {
    if (message.id === 'm-2' && Math.random() < 0.02) void Promise.reject(new Error(`lost ${message.id}`));
  });
  const report = await kit.explore(careless, { schedules: 1000 });
  expect(report.counterexample?.says).toContain('Error: lost m-2');
  const again = await kit.explore(careless, { schedules: 1, seed: report.seed! });
  expect(again.counterexample?.says).toBe(report.counterexample?.says);
});

test('a program cannot wish for fewer schedules, nor change what was found', async () => {
  globals[WISH] = { schedules: 0, report: (report: Declared.Report) => (report.verdict = 'passed') };
  const report = await kit.explore(
    scenario(
      () => () => undefined,
      () => 'nothing was done',
    ),
    { schedules: 10 },
  );
  expect(report).toMatchObject({ verdict: 'failed', schedules: 1 });
  const all = await kit.explore(
    scenario(() => () => undefined),
    { schedules: 10 },
  );
  expect(all).toMatchObject({ verdict: 'passed', schedules: 10 });
});

test('the counterexample goes to whoever records a trace', async () => {
  const events: { type: string }[] = [];
  globals[TRACE] = (event: { type: string }) => void events.push(event);
  await kit.explore(
    scenario(
      () => () => undefined,
      () => 'nothing was done',
    ),
  );
  expect(events.slice(0, 2)).toMatchObject([
    { type: 'CounterexampleFound', says: 'nothing was done', faults: [], seed: 1, schedules: 1 },
    { type: 'ProcessStarted' },
  ]);
  expect(events.at(-1)).toMatchObject({ type: 'InvariantBroken', says: 'nothing was done' });
  kit.trace({ type: 'ProcessStarted', process: 'p' });
  expect(events.at(-1)).toEqual({ type: 'ProcessStarted', process: 'p' });
});

test('the traces of several explorations stand one behind the other, in the shapes of their kind', async () => {
  const events: { type: string; at: number }[] = [];
  globals[TRACE] = (event: (typeof events)[number]) => void events.push(event);
  for (const says of ['one is wrong', `${'long '.repeat(5000)}`]) {
    await kit.explore(
      scenario(
        () => () => undefined,
        () => says,
      ),
    );
  }
  expect(events.filter(({ type }) => type === 'CounterexampleFound')).toHaveLength(2);
  expect(events.map(({ at }) => at)).toEqual(
    events.map(({ at }) => at).toSorted((one, other) => one - other),
  );
  for (const event of events) {
    expect(wrongEvent(SCHEDULE_TRACE.events, event)).toBeUndefined();
    // What a runtime takes of one event.
    expect(JSON.stringify(event).length).toBeLessThan(10_000);
  }
});

test('a schedule that is known to fail is tried first, and counts as one of them', async () => {
  const heard: number[] = [];
  const choosy = (isWrong: (seed: number) => boolean) => ({
    ...scenario(() => () => undefined),
    eventually: { 'it is right': () => !isWrong(heard.at(-1)!) },
    start(sim: Parameters<typeof kit.createBus>[0]) {
      heard.push(sim.random.between(1, 1_000_000));
      return [];
    },
  });
  const all = await kit.explore(
    choosy(() => false),
    { schedules: 40, seed: 7 },
  );
  expect(all.schedules).toBe(40);
  // The first two runs of an exploration look for what outlives a process.
  const drawn = heard.slice(2);
  const wrong = drawn[25];
  const found = await kit.explore(
    choosy((value) => value === wrong),
    { schedules: 40, seed: 7 },
  );
  expect(found.seed).toBe(7 + 25);
  globals[WISH] = { first: found.seed };
  const again = await kit.explore(
    choosy((value) => value === wrong),
    { schedules: 40, seed: 7 },
  );
  expect(again).toMatchObject({ schedules: 1, seed: found.seed, counterexample: found.counterexample });
  const right = await kit.explore(
    choosy(() => false),
    { schedules: 40, seed: 7 },
  );
  expect(right).toMatchObject({ verdict: 'passed', schedules: 40 });
});

test('a clock moves only when it is told to, and takes promises along', async () => {
  const clock = kit.createClock();
  const seen: number[] = [];
  void (async () => {
    for (const ms of [100, 200, 400]) {
      await clock.sleep(ms);
      seen.push(clock.now());
    }
  })();
  const off = clock.after(50, () => seen.push(-1));
  off();
  await clock.advance(99);
  expect(seen).toEqual([]);
  await clock.advance(201);
  expect(seen).toEqual([100, 300]);
  await clock.advance(1000);
  expect(seen).toEqual([100, 300, 700]);
  expect(clock.now()).toBe(1300);
});

describe('a package in one file', () => {
  test('validates as the package does, with nothing beside it', async () => {
    const { 'ajv.js': code = '', 'ajv.d.ts': types = '' } = await readPackage('ajv');
    expect(code).toContain('fast-uri:');
    expect(types).toContain('export default class Ajv');
    // A data: address can import nothing that has no address itself.
    const { default: Ajv } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
      default: typeof PackedAjv;
    };
    const validate = new Ajv({ allErrors: true }).compile({
      type: 'object',
      properties: { minor: { type: 'integer' } },
      required: ['minor', 'currency'],
    });
    expect(validate({ minor: 1, currency: 'EUR' })).toBe(true);
    expect(validate({ minor: 1.5 })).toBe(false);
    expect(validate.errors?.map(({ instancePath, message }) => `${instancePath} ${message}`)).toEqual([
      " must have required property 'currency'",
      '/minor must be integer',
    ]);
  });
});
