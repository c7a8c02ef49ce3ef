/** A schedule on a bus as a sequence diagram. Pure. */
import type { ScheduleEvent } from '#trace/schedule-events.ts';
import type { Recorded } from '#trace/trace.ts';
import { createProcessRows } from './process-rows.ts';
import { drawSequence, type Drawing, type Sequence } from './sequence.ts';

const BUS = 'bus';
const PRODUCER = 'producer';

export function sequenceOfSchedule(events: readonly Recorded<ScheduleEvent>[]): Sequence {
  const process = createProcessRows(BUS);
  const deliveries = new Map<string, number>();

  return drawSequence(events, (drawing, event) => {
    const producer = drawing.lane(PRODUCER, 'producer');
    const bus = drawing.lane(BUS, 'broker');
    switch (event.type) {
      case 'MessagePublished':
        return drawing.arrow(producer, bus, { tone: 'message', label: event.message });
      case 'MessageDelivered': {
        const count = (deliveries.get(event.message) ?? 0) + 1;
        deliveries.set(event.message, count);
        return delivered(drawing, event, count);
      }
      case 'MessageAcknowledged': {
        const from = drawing.lane(event.consumer, 'process');
        return drawing.arrow(from, bus, { tone: 'answer', mark: '✓', label: event.message, aside: 'done' });
      }
      case 'MessageRequeued': {
        const aside = `comes again: ${event.reason}`;
        return drawing.note(bus, { tone: 'fault', mark: '↻', label: event.message, aside });
      }
      case 'MessageDeadLettered':
        return drawing.note(bus, {
          tone: 'fault',
          mark: '✕',
          label: event.message,
          aside: 'is a dead letter',
        });
      default:
        return process(drawing, event);
    }
  });

  function delivered(
    drawing: Drawing,
    { message, consumer, attempt, redelivered }: Extract<ScheduleEvent, { type: 'MessageDelivered' }>,
    count: number,
  ): void {
    const to = drawing.lane(consumer, 'process');
    const bus = drawing.lane(BUS, 'broker');
    if (redelivered) {
      const aside = `attempt ${attempt}`;
      return drawing.arrow(bus, to, { tone: 'message', mark: '↻', label: message, aside });
    }
    const isCopy = count > 1;
    const [mark, aside] = isCopy ? ['2×', 'a second copy'] : ['', ''];
    return drawing.arrow(bus, to, { tone: 'message', mark, label: message, aside });
  }
}
