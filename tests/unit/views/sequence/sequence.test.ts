import { describe, expect, test } from 'vitest';
import { createBus } from '#sim/explore/bus.ts';
import { createDatabase } from '#sim/explore/database.ts';
import { exploreWith } from '#sim/explore/explore.ts';
import type { FaultKind } from '#sim/explore/faults.ts';
import { runSchedule } from '#sim/explore/schedule.ts';
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { ScheduleEvent } from '#trace/schedule-events.ts';
import type { Recorded } from '#trace/trace.ts';
import { isFault, sentenceOf, subjectOf } from '#views/schedule/words.ts';
import { sequenceOfBroker } from '#views/sequence/broker-rows.ts';
import { sequenceOfSchedule } from '#views/sequence/schedule-rows.ts';
import { drawSequence, isDownAt, windowOf, type Sequence } from '#views/sequence/sequence.ts';
import { findingsOf } from '#views/stage/findings.ts';
import { scenarioTraces } from '../../../support/broker-traces.ts';
import { brokerShop, inOneTransaction } from '../../sim/explore/broker-shop.ts';

/** A counterexample of a consumer that forgets what it has handled, under faults of one kind. */
async function counterexample(fault: FaultKind, count = 3): Promise<readonly Recorded<ScheduleEvent>[]> {
  const outside = { enter: () => {}, rejection: async () => undefined };
  const { counterexample: found } = await exploreWith(
    {
      faults: { [fault]: 0.5 },
      start(sim) {
        const database = createDatabase(sim);
        const bus = createBus(sim);
        let handled = 0;
        sim.process('consumer', ({ process }) => {
          const db = database.connect(process);
          bus.subscribe(process, async ({ id, redelivered }) => {
            handled += redelivered ? 2 : 1;
            await db.set(`seen/${id}`, true);
          });
        });
        for (let n = 1; n <= count; n++) bus.publish({ id: `m-${n}` });
        return () => handled;
      },
      eventually: { 'each message is handled once, at the first attempt': (handled) => handled() === count },
    },
    { schedules: 200 },
    outside,
  );
  return (found?.events ?? []) as readonly Recorded<ScheduleEvent>[];
}

/** What is wrong with a diagram in itself; empty if nothing is. */
function faultsOf({ lanes, rows }: Sequence, steps: number): string[] {
  const isLane = (lane: number) => lane >= 0 && lane < lanes.length;
  return [
    ...(lanes.length > 9 ? ['too many lanes'] : []),
    ...rows.flatMap(({ step, from, to, label, kind }, at) => [
      ...(isLane(from) && isLane(to) ? [] : [`row ${at}: no such lane`]),
      ...(step >= 1 && step <= steps && step >= (rows[at - 1]?.step ?? 0) ? [] : [`row ${at}: out of order`]),
      ...((kind === 'arrow' || kind === 'lost') && from === to ? [`row ${at}: goes nowhere`] : []),
      ...(label === undefined ? [`row ${at}: no label`] : []),
    ]),
  ];
}

describe('a schedule', () => {
  test('tells a copy from an attempt, by mark and word', async () => {
    const { rows } = sequenceOfSchedule(await counterexample('duplicate'));
    expect(rows.filter(({ aside }) => aside === 'a second copy')).toMatchObject([
      { kind: 'arrow', mark: '2×', tone: 'message' },
    ]);
    const again = sequenceOfSchedule(await counterexample('lost-ack'));
    expect(again.rows.find(({ aside }) => aside === 'attempt 2')).toMatchObject({ mark: '↻' });
  });

  test('draws what is lost as an arrow that does not arrive', async () => {
    const { rows, lanes } = sequenceOfSchedule(await counterexample('lost-ack'));
    const lost = rows.filter(({ kind }) => kind === 'lost');
    expect(lost).toHaveLength(1);
    expect([lanes[lost[0]!.from]?.name, lanes[lost[0]!.to]?.name]).toEqual(['consumer', 'bus']);
    expect(lost[0]).toMatchObject({ mark: '✕', label: expect.stringMatching(/^m-\d$/) as string });
  });

  test('has its process down from the crash until it starts again', async () => {
    const events = await counterexample('crash-after-effect');
    const { lanes } = sequenceOfSchedule(events);
    const lane = lanes.find(({ name }) => name === 'consumer')!;
    const crash = events.findIndex(({ type }) => type === 'ProcessCrashed') + 1;
    const start = events.findLastIndex(({ type }) => type === 'ProcessStarted') + 1;
    expect(start).toBeGreaterThan(crash);
    expect([crash - 1, crash, start - 1, start].map((step) => isDownAt(lane, step))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(lanes.map(({ name }) => name)).toContain('the database');
  });

  test('ends with what broke, and every event has a sentence', async () => {
    for (const fault of [
      'duplicate',
      'drop',
      'crash-before-effect',
      'lost-reply',
      'restart',
      'slow',
    ] as const) {
      const events = await counterexample(fault);
      expect(events.length).toBeGreaterThan(5);
      const sequence = sequenceOfSchedule(events);
      expect(faultsOf(sequence, events.length)).toEqual([]);
      expect(sequence.rows.at(-1)).toMatchObject({ kind: 'band', tone: 'fault', mark: '✕' });
      expect(isFault(events.at(-1)!)).toBe(true);
      for (const event of events) {
        expect(sentenceOf(event)).toMatch(/\.$/);
        expect(subjectOf(event)).not.toBe('');
      }
    }
  });
});

describe('a schedule on a broker', () => {
  const shopUnder = async (fault: FaultKind) => {
    const scenario = brokerShop(inOneTransaction, { faults: { [fault]: 0.3 }, partitions: 2, messages: 2 });
    const { events } = await runSchedule(scenario, { seed: 3 }, () => undefined);
    const { lanes, rows } = sequenceOfBroker(events as readonly Recorded<BrokerEvent>[]);
    const named = rows.map((row) => ({ ...row, ends: [lanes[row.from]?.name, lanes[row.to]?.name] }));
    return { lanes: lanes.map(({ name }) => name), rows: named };
  };

  test('has a lane for each process and one for the broker, and publications come from their process', async () => {
    const { lanes, rows } = await shopUnder('lost-reply');
    expect(lanes.toSorted()).toEqual(['broker', 'orders', 'stock A', 'stock B', 'the database']);
    const published = rows.filter(({ aside }) => aside === 'to orders');
    expect(published.length).toBeGreaterThan(5);
    expect(published.every(({ ends }) => ends.join() === 'orders,broker')).toBe(true);
  });

  test.each([
    ['drop', 'lost', ['broker', 'stock A']],
    ['lost-ack', 'lost', ['stock A', 'broker']],
    ['slow', 'note', ['stock A', 'stock A']],
    ['partition', 'note', ['stock A', 'stock A']],
    ['delay', 'note', ['broker', 'broker']],
    ['reorder', 'note', ['broker', 'broker']],
  ] as const)('draws the fault %s where it strikes, not across all lanes', async (fault, kind, ends) => {
    const { rows } = await shopUnder(fault);
    const struck = rows.filter(({ tone, mark }) => tone === 'fault' && (mark === '⚡' || mark === '✕'));
    expect(struck.some((row) => row.kind === kind && row.ends.join() === ends.join())).toBe(true);
    expect(struck.filter((row) => row.kind === 'band')).toEqual([]);
  });
});

test('every trace of a broker can be drawn', async () => {
  for (const { family, scenario, events } of await scenarioTraces()) {
    expect([family, scenario, faultsOf(sequenceOfBroker(events), events.length)]).toEqual([
      family,
      scenario,
      [],
    ]);
  }
});

test('of ten thousand rows, a few dozen are drawn, and the present one is among them', () => {
  const events = Array.from(
    { length: 10_000 },
    (_, seq) => ({ type: 'MessagePublished', message: `m-${seq}`, seq, at: seq }) as const,
  );
  const sequence = sequenceOfSchedule(events);
  for (const step of [0, 1, 5000, 10_000]) {
    const { shown, first, here } = windowOf(sequence, step, { before: 40, after: 20 });
    expect(shown.length).toBeLessThanOrEqual(61);
    expect(here).toBe(step - 1);
    expect(shown[here - first]?.step ?? 0).toBe(step);
  }
});

test('the findings of several explorations are told apart, each with its own time', () => {
  const found = { type: 'CounterexampleFound', invariant: 'x', says: 'y', faults: [], schedules: 1 } as const;
  const started = { type: 'ProcessStarted', process: 'p' } as const;
  const trace = [
    { ...found, seed: 7, seq: 0, at: 0 },
    { ...started, seq: 1, at: 5 },
    { ...found, seed: 9, seq: 2, at: 5 },
    { ...started, seq: 3, at: 8 },
  ];
  const findings = findingsOf<ScheduleEvent>(trace);
  expect(findings.map((one) => [one.found?.seed, one.events.map(({ at }) => at)])).toEqual([
    [7, [5]],
    [9, [3]],
  ]);
  expect(findingsOf<ScheduleEvent>([])).toEqual([{ found: null, events: [] }]);
});

test('nine parties have a lane each; of more, the first eight have, and the others share one', () => {
  const lanesOf = (count: number) => {
    const names = Array.from({ length: count }, (_, n) => `party ${n + 1}`);
    const { lanes, rows } = drawSequence([...names, ...names], (drawing, name) => {
      drawing.note(drawing.lane(name, 'process'), { tone: 'quiet', label: name });
    });
    return rows.map(({ from, label }) => [label, lanes[from]?.name]);
  };
  expect(lanesOf(9).filter(([label, lane]) => label !== lane)).toEqual([]);
  expect(lanesOf(11).filter(([label, lane]) => label !== lane)).toEqual(
    [9, 10, 11, 9, 10, 11].map((n) => [`party ${n}`, 'others']),
  );
});
