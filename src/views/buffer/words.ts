/** What happened to a buffer, as a sentence. Pure. */
import type { BufferEvent } from '#trace/buffer-events.ts';

const holds = (level: number) => `it holds ${level.toLocaleString('en')} now`;

/** @param isOverrun it was written though the buffer had asked to wait */
export function sentenceOf(event: BufferEvent, isOverrun: boolean): string {
  switch (event.type) {
    case 'BufferOpened':
      return `${event.buffer} is opened. Its high-water mark is ${event.mark.toLocaleString('en')} ${event.unit}.`;
    case 'ItemWritten': {
      const against = isOverrun ? ', though it had been asked to wait' : '';
      const answer = event.goOn ? 'the writer may go on' : 'the writer is asked to wait';
      return `${event.item} is written to ${event.buffer}${against}: ${holds(event.level)}, and ${answer}.`;
    }
    case 'ItemRefused':
      return `${event.item} is refused by ${event.buffer}: ${holds(event.level)}.`;
    case 'ItemHandled':
      return `${event.item} has left ${event.buffer}: ${holds(event.level)}.`;
    case 'ItemFailed':
      return `${event.item} has failed in ${event.buffer}, ${event.reason}: ${holds(event.level)}.`;
    case 'BufferDrained':
      return `${event.buffer} says that writing may go on: ${holds(event.level)}.`;
    case 'BufferFinished':
      return `${event.buffer} has finished.`;
    case 'BufferDestroyed':
      return `${event.buffer} is closed before its end: ${event.reason}.`;
  }
}

export const isFault = (event: BufferEvent, isOverrun: boolean): boolean =>
  isOverrun || event.type === 'ItemFailed' || event.type === 'BufferDestroyed';
