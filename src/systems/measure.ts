/** What a trace of a system under load comes to, in numbers. Pure. */
import { NO_EFFECT } from '#sim/explore/service.ts';
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Recorded } from '#trace/trace.ts';

/** What counts: events published to `topic`, each until one of `verbs` has been done: `post p-7` for the event p-7. */
export interface Measured {
  topic: string;
  verbs: readonly string[];
}

export interface Numbers {
  /** Events that the broker has taken. */
  published: number;
  /** Those of them that have had their effect. */
  done: number;
  /** Effects a second. */
  throughput: number;
  /** Milliseconds from the broker’s taking an event to its first effect, of those that have had one; null if none has. */
  p50: number | null;
  p95: number | null;
  /** Events without an effect at the end that are still in a queue or in somebody’s hands; and the most at any time. */
  backlog: number;
  most: number;
  /** How many were under way on average over time. */
  underWay: number;
  /** Events without an effect that nobody has any more. */
  lost: number;
  /** Effects beyond the first of an event. */
  twice: number;
}

/** An event of which nothing has been heard for so long, and no copy waits, is lost. Virtual milliseconds. */
const SILENCE = 3000;

interface Fate {
  at: number;
  doneAt: number | undefined;
  effects: number;
  /** Copies that wait, or that somebody holds. */
  open: number;
  heardAt: number;
}

/** A message that follows from an event bears its name: `p-7.held` follows from p-7. */
const rootOf = (message: string): string => message.split('.')[0] ?? message;

export function measure(
  events: readonly Recorded<BrokerEvent>[],
  { topic, verbs }: Measured,
  until: number,
): Numbers {
  const fates = fatesOf(events, topic, verbs);
  const all = [...fates.values()];
  const done = all.filter(({ doneAt }) => doneAt !== undefined);
  const isLost = ({ doneAt, open, heardAt }: Fate) =>
    doneAt === undefined && open === 0 && heardAt < until - SILENCE;
  const kept = all.filter((fate) => !isLost(fate));
  const times = done.map(({ at, doneAt }) => doneAt! - at).sort((a, b) => a - b);
  return {
    published: all.length,
    done: done.length,
    throughput: done.length / (until / 1000),
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    backlog: kept.length - done.length,
    ...underWay(kept, until),
    lost: all.length - kept.length,
    twice: done.reduce((sum, { effects }) => sum + effects - 1, 0),
  };
}

/** For which events something has been done: `cancel` gives o-7 for `cancel o-7`. */
export function operationsOf(events: readonly BrokerEvent[], verb: string): ReadonlySet<string> {
  const found = events.flatMap((event) => {
    const [did, id] = event.type === 'OperationApplied' ? event.operation.split(' ') : [];
    return did === verb && id !== undefined ? [id] : [];
  });
  return new Set(found);
}

function fatesOf(
  events: readonly Recorded<BrokerEvent>[],
  topic: string,
  verbs: readonly string[],
): Map<string, Fate> {
  const fates = new Map<string, Fate>();
  for (const event of events) {
    const { at } = event;
    if (event.type === 'MessagePublished' && event.to === topic && !fates.has(event.message)) {
      fates.set(event.message, { at, doneAt: undefined, effects: 0, open: 0, heardAt: at });
    }
    if (event.type === 'OperationApplied') {
      const [did, id = ''] = event.operation.split(' ');
      const fate = fates.get(rootOf(id));
      if (!fate) continue;
      fate.heardAt = at;
      if (!verbs.includes(did!) || event.detail === NO_EFFECT) continue;
      fate.doneAt ??= at;
      fate.effects += 1;
    } else if ('message' in event && event.message !== undefined) {
      const fate = fates.get(rootOf(event.message));
      if (!fate) continue;
      fate.heardAt = at;
      fate.open += copiesBy(event);
    }
  }
  return fates;
}

function copiesBy(event: BrokerEvent): number {
  switch (event.type) {
    case 'MessageRouted':
      return 1;
    case 'MessageAcknowledged':
    case 'MessageDeadLettered':
      return -1;
    case 'MessageDropped':
      return event.queue === undefined ? 0 : -1;
    default:
      return 0;
  }
}

/** The value that the share `of` of the sorted times does not pass. */
function percentile(sorted: readonly number[], of: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * of) - 1)] ?? null;
}

function underWay(fates: readonly Fate[], until: number): Pick<Numbers, 'most' | 'underWay'> {
  const changes = fates
    .flatMap(({ at, doneAt }) => [
      { at, by: 1 },
      { at: doneAt ?? until, by: -1 },
    ])
    .sort((a, b) => a.at - b.at || b.by - a.by);
  let [now, most, area, before] = [0, 0, 0, 0];
  for (const { at, by } of changes) {
    area += now * (at - before);
    before = at;
    now += by;
    most = Math.max(most, now);
  }
  return { most, underWay: area / until };
}
