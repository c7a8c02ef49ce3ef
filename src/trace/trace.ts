/** What a trace is: the events of one run in their order, and what is said about the run as a whole. */
import type { EventTable } from './fields.ts';

/** A trace event as recorded: its place in the order and its time on the trace's clock (milliseconds). */
export type Recorded<E> = E & { readonly seq: number; readonly at: number };

/** A family of traces: which events can stand in one, and how those of older versions are read. */
export interface TraceKind<E extends object> {
  /** Permanent name, for example `broker`. */
  readonly id: string;
  /** Counts up from 1 whenever an event's shape or meaning changes. */
  readonly version: number;
  readonly events: EventTable;
  /** From version n to n + 1: the same event in the newer shape. There is one for every older version. */
  readonly upcasters: Readonly<Record<number, (event: OldEvent) => OldEvent>>;
  /** Never there; it ties the type of the events to the kind. */
  readonly eventType?: E;
}

/** An event of an older version: only what all versions share is known of it. */
export type OldEvent = Readonly<Record<string, unknown>> & { readonly type: string };

/** Which events are missing because memory is bounded: `count` of the oldest, or of the newest. */
export interface Dropped {
  readonly which: 'oldest' | 'newest';
  readonly count: number;
}

export interface Trace<E extends object> {
  readonly kind: TraceKind<E>;
  /** What is said about the run: host, seed, program, engine … Plain values only. */
  readonly about: Readonly<Record<string, string | number | boolean>>;
  readonly dropped: Dropped;
  /** Oldest first; `seq` counts up by one. */
  readonly events: readonly Recorded<E>[];
}

/** A trace as it leaves a runtime or arrives from elsewhere: plain data, its events checked against their kind. */
export interface RecordedTrace {
  /** Id of the kind; `traceOf` in trace-kinds.ts finds it. */
  readonly kind: string;
  readonly version: number;
  readonly about: Trace<object>['about'];
  readonly dropped: Dropped;
  readonly events: readonly Recorded<object>[];
}
