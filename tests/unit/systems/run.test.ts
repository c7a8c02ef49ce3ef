/** Runs: the same everywhere and every time, bounded, and of the very text that the page shows. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ROOT } from '#cli/install.mjs';
import { readKit } from '#lab/kit.ts';
import { MOST_EVENTS, runSystem } from '#systems/run.ts';
import { startOf, UNTIL, type System } from '#systems/system.ts';
import { SYSTEMS, systemOf } from '#systems/systems.ts';
import { programText } from '#systems/text.ts';
import { BROKER_TRACE } from '#trace/broker-events.ts';
import { wrongEvent } from '#trace/fields.ts';
import { tempFolder } from '../../support/temp.ts';

const TRACE = Symbol.for('handbook.trace');
const globals = globalThis as { [TRACE]?: (event: object) => void };

const sourceOf = (id: string): Promise<string> =>
  readFile(join(ROOT, 'src/systems/programs', `${id}.js`), 'utf8');

const highest = ({ dials }: System) => ({ load: dials.load.max, failure: dials.failure.max });

describe.each(SYSTEMS)('$id', (system) => {
  const settings = startOf(system);

  test('the same settings and seed give the same trace, and another seed another', async () => {
    const once = await runSystem(system, settings);
    expect(await runSystem(system, settings)).toEqual(once);
    const other = await runSystem(system, { ...settings, seed: 2 });
    expect(JSON.stringify(other.events)).not.toBe(JSON.stringify(once.events));
  });

  test('each dial, and the design, change what happens', async () => {
    const { events } = await runSystem(system, settings);
    const { dials, design } = system;
    const others = [
      ...Object.entries(dials).map(([id, { max }]) => ({ [id]: max })),
      { design: design.options[1]!.id, failure: dials.failure.max },
    ];
    for (const other of others) {
      const ran = await runSystem(system, { ...settings, ...other });
      expect(ran.events).not.toEqual(events);
    }
  });

  test('the trace is one that a view can draw, and no longer than it may be', async () => {
    const { events, dropped } = await runSystem(system, { ...settings, ...highest(system) });
    expect(events.length).toBeLessThanOrEqual(MOST_EVENTS);
    expect(dropped.which).toBe('newest');
    expect(dropped.count > 0).toBe(events.length === MOST_EVENTS);
    for (const [at, event] of events.entries()) {
      const { seq, at: time, ...rest } = event;
      expect(wrongEvent(BROKER_TRACE.events, rest)).toBeUndefined();
      expect(seq).toBe(at);
      expect(time).toBeLessThanOrEqual(UNTIL);
    }
  });

  test('the text that the page shows is what ran: beside kit.js it leaves the same trace', async () => {
    const given = { ...settings, seed: 7, failure: system.dials.failure.max };
    const ran = await runSystem(system, given);
    const text = programText(await sourceOf(system.id), system.id, given);
    const folder = tempFolder({
      'program.mjs': text,
      ...(await readKit()),
      'package.json': '{"type":"module"}',
    });
    const events: object[] = [];
    globals[TRACE] = (event) => void (events.length < MOST_EVENTS && events.push(event));
    await import(pathToFileURL(join(folder.path, 'program.mjs')).href);
    delete globals[TRACE];
    expect(events).toEqual(ran.events.map(({ seq: _seq, ...event }) => event));
  });

  test('the program is short enough to be read', async () => {
    const lines = programText(await sourceOf(system.id), system.id, settings)
      .trimEnd()
      .split('\n');
    expect(lines.length).toBeLessThanOrEqual(100);
    expect(lines.filter((line) => line.length > 110)).toEqual([]);
    expect(lines[0]).toContain("from './kit.js'");
  });
});

test('runs that are asked for at once do not mix their traces', async () => {
  const [payments, orders] = [systemOf('payments'), systemOf('orders')];
  const alone = await runSystem(payments, startOf(payments));
  const [together] = await Promise.all([
    runSystem(payments, startOf(payments)),
    runSystem(orders, startOf(orders)),
  ]);
  expect(together).toEqual(alone);
});

test('a run that fails says so, and the next one runs', async () => {
  const payments = systemOf('payments');
  const broken = { ...payments, run: () => Promise.reject(new Error('no luck')) };
  await expect(runSystem(broken, startOf(payments))).rejects.toThrow('no luck');
  expect((await runSystem(payments, startOf(payments))).events.length).toBeGreaterThan(0);
});

test('a system that is not there is named, with those that are', () => {
  expect(() => systemOf('weather')).toThrow('There is no system “weather”; there are payments, orders');
});
