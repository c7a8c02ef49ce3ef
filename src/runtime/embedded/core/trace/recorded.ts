/** The events of the trace as the recorder makes them: their own fields and the time. */
import type { LoopEvent } from '#trace/loop-events.ts';

type Of<T extends LoopEvent['type']> = Extract<LoopEvent, { type: T }>;

export type RecordedLoopEvent = LoopEvent & { at: number };
export type QueuedEvent = Of<'CallbackQueued'>;
export type FrameKind = Of<'FrameEntered'>['kind'];
export type QueueName = QueuedEvent['queue'];
export type RuleId = Of<'JobStarted'>['rule'];
export type PhaseName = Of<'PhaseEntered'>['phase'];
