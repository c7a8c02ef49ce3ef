/** What the list of labs says of each: how long, what comes before, what is drawn, and what was verified of its checks. */
import type { Exercise, Lab, ViewId } from '#lab/model.ts';

const DRAWN: Readonly<Record<ViewId, string>> = {
  'event-loop': 'stack, queues and turns of the event loop, step by step',
  'event-store': 'streams, state and projections along the log, on a scrubber',
  broker: 'exchanges, queues and consumers; who sent what to whom; depth over time',
  topology: 'topics and groups; who sent what to whom',
  schedule: 'the smallest schedule of faults that breaks the program',
  buffer: 'the buffer’s level against its high-water mark',
  system: 'database, relay and broker, with the place of the crash',
  attempts: 'attempts on a time axis, and the depth of the queues',
  listeners: 'who listens to what, each event on its way, and the leak meter',
  windows: 'items and windows on a time axis, and what comes late',
  conversation: 'what parties say to each other, in lanes, with the cuts',
  saga: 'the states of each saga, and what its participants say to each other, in lanes',
  shop: 'the whole shop: states and lanes, topology, queues, attempts and depth',
  tracing: 'waterfall of the messages, and which of them caused which',
  dom: 'the page with its listeners, and the way of each event through it',
};

export interface LabFacts {
  minutes: number;
  /** Labs that are best done before it. */
  after: readonly Lab[];
  drawn: string | null;
  runsIn: string;
  verified: VerifiedFacts | null;
}

/** Over all exercises of the lab. */
export interface VerifiedFacts {
  checks: number;
  noticed: number;
  planted: number;
  /** Of the exercise whose checks take longest; null if it was not measured. */
  slowestMs: number | null;
  /** The oldest day of verification, as `2026-11-23`. */
  date: string;
}

export function factsOf(labs: readonly Lab[], lab: Lab): LabFacts {
  const { exercises, after, view, needs } = lab;
  return {
    minutes: exercises.reduce((sum, { minutes }) => sum + minutes, 0),
    after: labs.filter(({ id }) => after.includes(id)),
    drawn: view && DRAWN[view],
    runsIn:
      needs.length > 0
        ? `WebContainer, because it needs ${needs.join(' and ')}`
        : 'the built-in runtime, a WebContainer, or Node on your machine',
    verified: verifiedFacts(exercises),
  };
}

/** Null unless all exercises were verified as they are now. */
function verifiedFacts(exercises: readonly Exercise[]): VerifiedFacts | null {
  const records = exercises.flatMap(({ verified }) => verified ?? []);
  if (records.length < exercises.length) return null;
  const sum = (of: (record: (typeof records)[number]) => number) =>
    records.reduce((all, record) => all + of(record), 0);
  const times = records.flatMap(({ checkMs }) => checkMs ?? []);
  return {
    checks: exercises.reduce((all, { checkNames }) => all + checkNames.length, 0),
    noticed: sum(({ faults }) => faults.noticed),
    planted: sum(({ faults }) => faults.planted),
    slowestMs: times.length === records.length ? Math.max(...times) : null,
    date: records.map(({ date }) => date).toSorted()[0]!,
  };
}
