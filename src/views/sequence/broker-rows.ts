/** A broker’s trace as a sequence diagram. What is only declared is left to the board. Pure. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { ProcessEvent } from '#trace/process-events.ts';
import type { Recorded } from '#trace/trace.ts';
import { isOfProcess } from '../broker/process-words.ts';
import { createProcessRows } from './process-rows.ts';
import { drawSequence, type Drawing, type Sequence } from './sequence.ts';

const BROKER = 'broker';
const PUBLISHERS = 'publishers';

type Named<T extends BrokerEvent['type']> = Extract<BrokerEvent, { type: T }>;

export function sequenceOfBroker(events: readonly Recorded<BrokerEvent>[]): Sequence {
  const process = createProcessRows(BROKER);
  // Whose message it is: of some the trace says it, the others are all publishers’.
  const producers = new Map<string, string>();
  const hasNameless = events.some((event) => isPublished(event) && event.producer === undefined);

  return drawSequence<Recorded<BrokerEvent>>(events, (drawing, event) => {
    if (hasNameless) drawing.lane(PUBLISHERS, 'producer');
    drawing.lane(BROKER, 'broker');
    if (isPublished(event)) producers.set(event.message, event.producer ?? PUBLISHERS);
    if (isOfProcess(event)) process(drawing, event);
    else if ('consumer' in event) consumed(drawing, event);
    else if ('message' in event) published(drawing, event, producers.get(event.message) ?? PUBLISHERS);
    else brokered(drawing, event);
  });
}

const isPublished = (event: BrokerEvent): event is Named<'MessagePublished'> =>
  event.type === 'MessagePublished';

function published(
  drawing: Drawing,
  event: Named<
    | 'MessagePublished'
    | 'MessageRouted'
    | 'MessageAppended'
    | 'MessageReturned'
    | 'PublishConfirmed'
    | 'MessageDeadLettered'
    | 'MessageDropped'
  >,
  producer: string,
): void {
  const broker = drawing.lane(BROKER, 'broker');
  const { message: label } = event;
  const fault = { tone: 'fault', mark: '✕', label } as const;
  const publisher = () => drawing.lane(producer, producer === PUBLISHERS ? 'producer' : 'process');
  switch (event.type) {
    case 'MessagePublished': {
      const aside = event.to === '' ? '' : `to ${event.to}`;
      return drawing.arrow(publisher(), broker, { tone: 'message', label, aside });
    }
    case 'MessageRouted':
      return drawing.note(broker, { tone: 'quiet', mark: '▸', label, aside: `waits in ${event.queue}` });
    case 'MessageAppended': {
      const aside = `${event.topic}-${event.partition}, offset ${event.offset}`;
      return drawing.note(broker, { tone: 'quiet', mark: '▸', label, aside });
    }
    case 'MessageReturned':
      return drawing.arrow(broker, publisher(), { ...fault, mark: '↩', aside: `returned: ${event.reason}` });
    case 'PublishConfirmed':
      return event.accepted
        ? drawing.arrow(broker, publisher(), { tone: 'answer', mark: '✓', label, aside: 'confirmed' })
        : drawing.arrow(broker, publisher(), { ...fault, aside: 'refused' });
    case 'MessageDeadLettered':
      return drawing.note(broker, { ...fault, aside: `is a dead letter: ${event.reason}` });
    case 'MessageDropped':
      if (event.reason !== 'done')
        return drawing.note(broker, { ...fault, aside: `dropped: ${event.reason}` });
      return drawing.note(broker, { tone: 'quiet', mark: '✓', label, aside: 'is needed no more' });
  }
}

function consumed(
  drawing: Drawing,
  event: Exclude<Extract<BrokerEvent, { consumer: string }>, ProcessEvent>,
): void {
  const broker = drawing.lane(BROKER, 'broker');
  const consumer = drawing.lane(event.consumer, 'process');
  switch (event.type) {
    case 'MessageDelivered': {
      drawing.up(consumer);
      const [mark, aside] = event.redelivered ? ['↻', 'once more'] : ['', ''];
      return drawing.arrow(broker, consumer, { tone: 'message', mark, label: event.message, aside });
    }
    case 'MessageAcknowledged':
      return drawing.arrow(consumer, broker, {
        tone: 'answer',
        mark: '✓',
        label: event.message,
        aside: 'done',
      });
    case 'MessageClaimed': {
      const from = drawing.lane(event.from, 'process');
      const aside = `claimed, delivery ${event.deliveries}`;
      return drawing.arrow(from, consumer, { tone: 'fault', mark: '↻', label: event.message, aside });
    }
    case 'MessageRequeued':
      return drawing.arrow(consumer, broker, {
        tone: 'fault',
        mark: '↻',
        label: event.message,
        aside: 'goes back',
      });
    case 'ConsumerSubscribed': {
      drawing.up(consumer);
      const aside = event.queue === undefined ? '' : `to ${event.queue}`;
      return drawing.arrow(consumer, broker, { tone: 'quiet', mark: '▸', label: 'subscribes', aside });
    }
    case 'ConsumerCancelled': {
      const aside = event.queue === undefined ? '' : `to ${event.queue}`;
      return drawing.arrow(consumer, broker, { tone: 'quiet', mark: '○', label: 'says good-bye', aside });
    }
    case 'ConsumerLost':
      // Its process has crashed, or it is lost to another queue already.
      if (drawing.isDown(consumer)) return;
      drawing.down(consumer);
      return drawing.note(consumer, { tone: 'fault', mark: '✕', label: 'is lost' });
    case 'PartitionAssigned':
    case 'PartitionRevoked': {
      const isGiven = event.type === 'PartitionAssigned';
      const label = `${event.topic}-${event.partition}`;
      return isGiven
        ? drawing.arrow(broker, consumer, { tone: 'quiet', mark: '▸', label, aside: 'is yours' })
        : drawing.arrow(consumer, broker, { tone: 'quiet', mark: '○', label, aside: 'taken back' });
    }
  }
}

function brokered(drawing: Drawing, event: Recorded<BrokerEvent>): void {
  const broker = drawing.lane(BROKER, 'broker');
  switch (event.type) {
    case 'BrokerRestarted':
      return drawing.band({ tone: 'fault', mark: '⚡', label: 'The broker restarts.' });
    case 'ChannelClosed': {
      const aside = `${event.client}: ${event.code}, ${event.reason}`;
      return drawing.note(broker, { tone: 'fault', mark: '✕', label: 'closes the channel', aside });
    }
    case 'OffsetCommitted': {
      const label = `${event.group}: ${event.topic}-${event.partition}`;
      return drawing.note(broker, {
        tone: 'answer',
        mark: '✓',
        label,
        aside: `offset ${event.offset} committed`,
      });
    }
    case 'GroupRebalanced':
      return drawing.note(broker, {
        tone: 'quiet',
        mark: '▸',
        label: event.group,
        aside: 'is shared out anew',
      });
    default:
  }
}
