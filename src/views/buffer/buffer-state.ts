/** What buffers hold before and after each event of their trace. Pure. */
import type { BufferEvent } from '#trace/buffer-events.ts';
import type { Recorded } from '#trace/trace.ts';

export interface BufferState {
  name: string;
  /** The high-water mark, in `unit`. */
  mark: number;
  unit: string;
  level: number;
  /** The highest level so far. */
  most: number;
  written: number;
  handled: number;
  failed: number;
  refused: number;
  /** The last answer was “wait”, and nothing has said “go on” since. */
  asksToWait: boolean;
  /** How many items were written while it asked to wait. */
  overruns: number;
  /** Empty as long as it is open. */
  ended: string;
}

export type BuffersState = readonly BufferState[];

export const EMPTY: BuffersState = [];

function opened({ buffer, mark, unit }: Extract<BufferEvent, { type: 'BufferOpened' }>): BufferState {
  const counts = { level: 0, most: 0, written: 0, handled: 0, failed: 0, refused: 0, overruns: 0 };
  return { name: buffer, mark, unit, ...counts, asksToWait: false, ended: '' };
}

export function evolve(state: BuffersState, event: Recorded<BufferEvent>): BuffersState {
  if (event.type === 'BufferOpened') {
    return [...state.filter(({ name }) => name !== event.buffer), opened(event)];
  }
  return state.map((one) => (one.name === event.buffer ? after(one, event) : one));
}

function after(
  before: BufferState,
  event: Exclude<Recorded<BufferEvent>, { type: 'BufferOpened' }>,
): BufferState {
  const { level } = event;
  const next = { ...before, level, most: Math.max(before.most, level) };
  switch (event.type) {
    case 'ItemWritten':
      return {
        ...next,
        written: before.written + 1,
        overruns: before.overruns + (before.asksToWait ? 1 : 0),
        asksToWait: !event.goOn,
      };
    case 'ItemRefused':
      return { ...next, refused: before.refused + 1 };
    case 'ItemHandled':
      return { ...next, handled: before.handled + 1 };
    case 'ItemFailed':
      return { ...next, failed: before.failed + 1 };
    case 'BufferDrained':
      return { ...next, asksToWait: false };
    case 'BufferFinished':
      return { ...next, ended: 'finished' };
    case 'BufferDestroyed':
      return { ...next, ended: `closed: ${event.reason}` };
  }
}
