/** Puts a run's trace together on the page's side: checks every event, numbers them, and bounds their memory. */
import { wrongEvent } from '#trace/fields.ts';
import type { Recorded, RecordedTrace } from '#trace/trace.ts';
import { traceKind } from '#trace/trace-kinds.ts';

export interface RunTrace {
  /**
   * Takes events over, in order, each with the time `at`; they are numbered in place, because a copy of each would
   * make the page stop for its memory. One that is not of the kind is left out, and said in `about`.
   */
  take(events: readonly unknown[]): void;
  /** Counts events that the engine itself had to drop, the newest. */
  drop(count: number): void;
  recorded(): RecordedTrace;
}

export interface RunTraceOptions {
  /** Id of the trace kind. */
  kind: string;
  about: RecordedTrace['about'];
  /** How many events are kept; of more, the newest are dropped. Default 100,000. */
  keep?: number;
}

/** Throws an Error if there is no such kind. */
export function createRunTrace({ kind: id, about, keep = 100_000 }: RunTraceOptions): RunTrace {
  const kind = traceKind(id);
  const events: Recorded<object>[] = [];
  let dropped = 0;
  let refused = 0;
  let refusal = '';
  let now = 0;

  function refuse(why: string): void {
    if (refused++ === 0) refusal = why;
  }

  function takeOne(event: unknown): void {
    if (events.length === keep) return void dropped++;
    const wrong = wrongEvent(kind.events, event);
    if (wrong !== undefined) return refuse(wrong);
    const taken = event as { seq: number; at: number };
    if (!Number.isFinite(taken.at)) return refuse('“at” must be a finite number');
    if (events[taken.seq] === taken) return refuse('it came twice');
    now = events.length === 0 ? taken.at : Math.max(now, taken.at);
    taken.seq = events.length;
    taken.at = now;
    events.push(taken);
  }

  return {
    take(more) {
      for (const event of more) takeOne(event);
    },
    drop(count) {
      dropped += count;
    },
    recorded: () => ({
      kind: id,
      version: kind.version,
      about: refused === 0 ? about : { ...about, refused, refusal },
      dropped: { which: 'newest', count: dropped },
      events,
    }),
  };
}
