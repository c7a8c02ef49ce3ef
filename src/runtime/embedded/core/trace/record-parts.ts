/** What the recorder keeps of queues, frames and jobs. */
import type { Place } from './journal.ts';
import type { FrameKind, QueuedEvent, QueueName, RecordedLoopEvent, RuleId } from './recorded.ts';
import type { Before } from './rules.ts';

/** Something that waits in a queue, or did. */
export interface Entry {
  readonly id: number;
  readonly queue: QueueName;
  readonly host: boolean;
  event: QueuedEvent & { at: number };
  state: 'waiting' | 'running' | 'done';
}

export interface Frame {
  readonly number: number;
  readonly site: number;
  readonly kind: FrameKind;
  /** The statement that runs. */
  step: number | undefined;
  /** Async calls made from here whose promise has not been seen yet. */
  calls: Frame[] | null;
  suspended: boolean;
  done: boolean;
  threw: boolean;
  /** The last event that showed it running. */
  last: RecordedLoopEvent | null;
  /** For marks.ts and promises.ts. */
  more: object | null;
}

export interface QueueOptions {
  label: string;
  name?: string;
  callback?: number | undefined;
  host?: boolean;
  delay?: number | undefined;
  due?: number | undefined;
  repeats?: boolean;
  promise?: number | undefined;
  /** `between`: it has joined at a moment that nobody could see, before now. */
  moment?: 'exact' | 'between';
  /** For `between`: an event that came before. */
  after?: RecordedLoopEvent | null;
  /** Who queued it, if that is not who runs now. */
  by?: By;
}

export interface By {
  frame?: number;
  site?: number;
  job?: number;
}

export interface Job {
  number: number;
  entry: Entry;
  rule: RuleId;
  /** False for a job of the host in which nothing of the program has happened yet. */
  shown: boolean;
  /** True for one that ends when the stack is empty, since no callback returns. */
  continues: boolean;
  /** When it started, and where that stands once it is shown. */
  at: number;
  place: Place;
  /** What `before` and `outer` were before it. */
  earlier: [Before, QueueName | null];
}

export const createFrame = (number: number, site: number, kind: FrameKind): Frame => ({
  number,
  site,
  kind,
  step: undefined,
  calls: null,
  suspended: false,
  done: false,
  threw: false,
  last: null,
  more: null,
});
