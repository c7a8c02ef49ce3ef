/** Whether the systems of chapter 9 behave as systems with queues do. Relations only: no number of a run is written down. */
import { describe, expect, test } from 'vitest';
import type { Numbers } from '#systems/measure.ts';
import { runSystem } from '#systems/run.ts';
import { startOf, UNTIL, type DialId, type Settings, type System } from '#systems/system.ts';
import { SYSTEMS } from '#systems/systems.ts';

const SEEDS = [1, 2];

/** What an event takes by itself, from the broker to its effect: work at most, and ways over the network. */
const ALONE: Readonly<Record<string, { work: number; ways: number }>> = {
  payments: { work: 400, ways: 6 },
  orders: { work: 500, ways: 7 },
  telemetry: { work: 140, ways: 2 },
  analytics: { work: 60, ways: 2 },
  feeds: { work: 600, ways: 2 },
  releases: { work: 1400 + 600 + 200, ways: 6 },
};

const numbersOf = async (system: System, settings: Partial<Settings>): Promise<Numbers> => {
  const { numbers } = await runSystem(system, { ...startOf(system), failure: 0, ...settings });
  return numbers;
};

/** So many values of a dial, from the lowest to the highest. */
function valuesOf({ dials }: System, id: DialId, count: number): number[] {
  const { min, max, step } = dials[id];
  return Array.from({ length: count }, (_, at) => {
    const value = min + ((max - min) * at) / (count - 1);
    return min + Math.round((value - min) / step) * step;
  });
}

/** In a system with this much to spare nothing has to wait long. */
const idle = ({ dials }: System): Partial<Settings> => ({
  load: dials.load.min,
  replicas: dials.replicas.max,
});

describe.each(SYSTEMS)('$id', (system) => {
  const { dials, design } = system;

  test.each(SEEDS)('more load never leaves less under way, with seed %i', async (seed) => {
    for (const replicas of [1, 2, dials.replicas.max]) {
      let before = 0;
      for (const load of valuesOf(system, 'load', 5)) {
        const { underWay } = await numbersOf(system, { seed, load, replicas });
        expect(underWay, `load ${load}, replicas ${replicas}`).toBeGreaterThanOrEqual(before);
        before = underWay;
      }
    }
  });

  test.each(SEEDS)('one replica cannot keep up with the highest load, with seed %i', async (seed) => {
    const most = { seed, load: dials.load.max };
    const one = await numbersOf(system, { ...most, replicas: 1 });
    const all = await numbersOf(system, { ...most, replicas: dials.replicas.max, design: scaling(system) });
    expect(one.underWay).toBeGreaterThan(2 * all.underWay);
    // What is published depends on nobody who serves it; a few are on their way when the time is up.
    expect(Math.abs(one.published - all.published)).toBeLessThanOrEqual(3);
  });

  test.each(SEEDS)('below saturation an event takes its work and its ways, with seed %i', async (seed) => {
    const { work, ways } = ALONE[system.id]!;
    for (const latency of [dials.latency.min, 20]) {
      const { p95, backlog } = await numbersOf(system, { ...idle(system), seed, latency });
      // A way takes up to one and a half of the latency, and a message may wait behind another one.
      expect(p95).toBeLessThanOrEqual((work + ways * Math.ceil(1.5 * latency)) * 1.2);
      expect(p95).toBeGreaterThan((ways * latency) / 2);
      expect(backlog).toBeLessThanOrEqual(3);
    }
  });

  test('a longer way takes longer', async () => {
    let before = 0;
    for (const latency of valuesOf(system, 'latency', 4)) {
      const { p50 } = await numbersOf(system, { ...idle(system), latency });
      expect(p50).toBeGreaterThan(before);
      before = p50!;
    }
  });

  test.each(SEEDS)('Little’s law holds where the system keeps up, with seed %i', async (seed) => {
    const settings = { ...startOf(system), ...idle(system), failure: 0, seed };
    const { load, latency } = { load: dials.load.value, latency: 10 };
    const { events, numbers } = await runSystem(system, { ...settings, load, latency });
    const arrival = numbers.published / UNTIL;
    const mean = meanTimeOf(events, system);
    expect(numbers.underWay / (arrival * mean)).toBeGreaterThan(0.8);
    expect(numbers.underWay / (arrival * mean)).toBeLessThan(1.25);
  });

  test('what is published is done, under way or lost', async () => {
    for (const one of design.options) {
      for (const failure of [0, dials.failure.max]) {
        const { published, done, backlog, lost } = await numbersOf(system, { design: one.id, failure });
        expect(done + backlog + lost).toBe(published);
      }
    }
  });
});

/** The design in which more replicas help at any load. */
const scaling = ({ id, design }: System): string => (id === 'analytics' ? 'in turn' : design.options[0]!.id);

/** Mean time to the first effect, counted anew from the trace. */
function meanTimeOf(events: Awaited<ReturnType<typeof runSystem>>['events'], { measured }: System): number {
  const begun = new Map<string, number>();
  let [sum, count] = [0, 0];
  for (const event of events) {
    if (event.type === 'MessagePublished' && event.to === measured.topic) begun.set(event.message, event.at);
    if (event.type !== 'OperationApplied') continue;
    const [verb = '', id = ''] = event.operation.split(' ');
    const at = begun.get(id);
    if (!measured.verbs.includes(verb) || at === undefined) continue;
    begun.delete(id);
    sum += event.at - at;
    count += 1;
  }
  return sum / count;
}
