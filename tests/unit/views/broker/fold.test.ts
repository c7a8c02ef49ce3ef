import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { BROKER_TRACE, type BrokerEvent } from '#trace/broker-events.ts';
import { wrongEvent } from '#trace/fields.ts';
import { PROCESS_EVENTS } from '#trace/process-events.ts';
import type { Recorded } from '#trace/trace.ts';
import { readBroker } from '#views/broker/broker-index.ts';
import { EMPTY, lagOf, type BrokerState } from '#views/broker/broker-state.ts';
import type { Tally } from '#views/broker/copies.ts';
import { createEvolve } from '#views/broker/evolve.ts';
import { sentenceOf, subjectOf } from '#views/broker/words.ts';
import { scenarioTraces, type ScenarioTrace } from '../../../support/broker-traces.ts';

type Events = readonly Recorded<BrokerEvent>[];

/** The state before the first event, and after each. */
function fold(events: Events): BrokerState[] {
  const evolve = createEvolve(readBroker(events));
  const states = [EMPTY];
  for (const event of events) states.push(evolve(states.at(-1)!, event));
  return states;
}

/** What is wrong with a state in itself; empty if nothing is. */
function faultsOf(state: BrokerState): string[] {
  const ended = ({ acknowledged, deadLettered, dropped }: Tally) => acknowledged + deadLettered + dropped;
  const faults: string[] = [];
  for (const { name, waiting, held, tally, kept, partitions } of state.places) {
    if (tally.entered !== waiting.length + held.length + ended(tally)) faults.push(`copies of ${name}`);
    if (kept < 0 || partitions.some((one) => one.kept < 0 || one.kept > one.next))
      faults.push(`kept ${name}`);
    if (held.some(({ consumer }) => consumer === '')) faults.push(`held by nobody in ${name}`);
    if (waiting.some(({ consumer }) => consumer !== '')) faults.push(`waiting at a consumer in ${name}`);
    const serials = waiting.map(({ serial }) => serial);
    if (serials.some((serial, at) => at > 0 && serial <= serials[at - 1]!)) faults.push(`order in ${name}`);
  }
  if (state.loose.entered !== ended(state.loose)) faults.push('loose copies');
  const serials = state.places.flatMap(({ waiting, held }) =>
    [...waiting, ...held].map((copy) => copy.serial),
  );
  if (new Set(serials).size < serials.length) faults.push('a copy is in two places');
  return faults;
}

describe('traces of all conformance scenarios', () => {
  let traces: ScenarioTrace[] = [];
  beforeAll(async () => {
    traces = await scenarioTraces();
  });

  test('hold events that are known, and each has a sentence and a subject', () => {
    const types = new Set<string>();
    for (const { events } of traces) {
      for (const event of events) {
        types.add(event.type);
        expect(wrongEvent(BROKER_TRACE.events, event)).toBeUndefined();
        expect(sentenceOf(event)).toMatch(/\S[^]*\.$/);
        expect(`${subjectOf(event)} ${sentenceOf(event)}`).not.toContain('undefined');
      }
    }
    // What happens to processes is seen in explorations only.
    const ofBrokers = Object.keys(BROKER_TRACE.events).filter((type) => !(type in PROCESS_EVENTS));
    expect([...types].toSorted()).toEqual(ofBrokers.toSorted());
  });

  test('lose no copy and invent none, at any step', () => {
    const wrong = traces.flatMap(({ family, scenario, events }) =>
      fold(events).flatMap((state, step) =>
        faultsOf(state).map((fault) => `${family}/${scenario} at ${step}: ${fault}`),
      ),
    );
    expect(wrong).toEqual([]);
  });
});

describe('any trace that the border lets in', () => {
  const name = fc.constantFrom('a', 'b', 'c');
  const number = fc.nat(3);
  const FIELDS: Record<string, fc.Arbitrary<unknown>> = {
    'a string': name,
    'a string, or nothing': fc.option(name, { nil: undefined }),
    'a list, each a string': fc.array(name, { maxLength: 2 }),
    'a finite number': number,
    'true or false': fc.boolean(),
    'true or false, or nothing': fc.option(fc.boolean(), { nil: undefined }),
    'a whole number, 0 or more': number,
  };
  const event = fc.oneof(
    ...Object.entries(BROKER_TRACE.events).map(([type, fields]) =>
      fc.record({
        type: fc.constant(type),
        ...Object.fromEntries(
          Object.entries(fields).map(([field, { expected }]) => [field, FIELDS[expected]!]),
        ),
      }),
    ),
  );
  const trace = fc
    .array(event, { maxLength: 120 })
    .map((events) => events.map((one, seq) => ({ ...one, seq, at: seq })) as unknown as Events);

  test('keeps its copies in balance and never has a negative depth or lag', () => {
    fc.assert(
      fc.property(trace, (events) => {
        for (const state of fold(events)) {
          expect(faultsOf(state)).toEqual([]);
          for (const place of state.places)
            for (const group of state.groups)
              place.partitions.forEach((_, at) => expect(lagOf(place, at, group)).toBeGreaterThanOrEqual(0));
        }
      }),
      {
        numRuns: 500,
        examples: [
          // An offset that is given twice.
          [
            [0, 1].map((seq) => ({
              type: 'MessageAppended' as const,
              message: 'a',
              topic: 'b',
              partition: 0,
              offset: 0,
              seq,
              at: seq,
            })),
          ],
        ],
      },
    );
  });
});
