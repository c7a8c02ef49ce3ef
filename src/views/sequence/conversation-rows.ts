/** Conversations as sequence diagrams: one for each run that a trace compares, all on the same steps. Pure. */
import type { ConversationEvent } from '#trace/conversation-events.ts';
import type { Recorded } from '#trace/trace.ts';
import { drawSequence, type Drawing, type Sequence } from './sequence.ts';

export interface ConversationRun {
  /** Empty if the trace has only one. */
  name: string;
  sequence: Sequence;
}

type Events = readonly Recorded<ConversationEvent>[];

/** At least one, in the order in which they begin. */
export function sequencesOfConversation(events: Events): readonly ConversationRun[] {
  const names = [...new Set(events.map(({ run = '' }) => run))];
  return (names.length === 0 ? [''] : names).map((name) => ({ name, sequence: sequenceOf(events, name) }));
}

/** Who sends on the very events that it gets carries them for others. */
function carriersOf(events: Events): ReadonlySet<string> {
  const sent = events.filter((event) => event.type === 'EventSent');
  const passes = new Set(sent.map(({ from, event }) => JSON.stringify([from, event])));
  return new Set(sent.filter(({ to, event }) => passes.has(JSON.stringify([to, event]))).map(({ to }) => to));
}

function sequenceOf(events: Events, name: string): Sequence {
  const carriers = carriersOf(events.filter(({ run = '' }) => run === name));
  return drawSequence(events, (drawing, event) => {
    if ((event.run ?? '') === name) draw(drawing, event, carriers);
  });
}

function draw(drawing: Drawing, event: ConversationEvent, carriers: ReadonlySet<string>): void {
  const lane = (party: string) => drawing.lane(party, carriers.has(party) ? 'broker' : 'party');
  if ('from' in event) return between(drawing, event, lane(event.from), lane(event.to));
  switch (event.type) {
    case 'EventHandled':
      return drawing.note(lane(event.by), {
        tone: 'answer',
        mark: '✓',
        label: event.event,
        aside: 'handled',
      });
    case 'EventSkipped': {
      const { by, event: label, reason } = event;
      return drawing.note(lane(by), { tone: 'quiet', mark: '○', label, aside: `skipped: ${reason}` });
    }
    case 'WaitBegun': {
      const label = `waits ${event.ms.toLocaleString('en')} ms`;
      return drawing.note(lane(event.by), { tone: 'quiet', mark: '…', label, aside: event.reason ?? '' });
    }
    case 'PartyStopped': {
      const stopped = lane(event.name);
      drawing.down(stopped);
      return drawing.note(stopped, { tone: 'fault', mark: '✕', label: 'is down' });
    }
    case 'PartyStarted': {
      const started = lane(event.name);
      drawing.up(started);
      return drawing.note(started, { tone: 'quiet', mark: '▸', label: 'is up' });
    }
    case 'OutcomeReached': {
      const [tone, mark] = event.bad ? (['fault', '✕'] as const) : (['answer', '✓'] as const);
      return drawing.band({ tone, mark, label: event.who, aside: event.says });
    }
  }
}

function between(
  drawing: Drawing,
  event: Extract<ConversationEvent, { from: string }>,
  from: number,
  to: number,
): void {
  switch (event.type) {
    case 'RequestSent':
      return drawing.arrow(from, to, { tone: 'command', label: event.request });
    case 'RequestAnswered':
      return drawing.arrow(from, to, { tone: 'answer', mark: '✓', label: event.answer });
    case 'RequestFailed':
      return drawing.arrow(from, to, { tone: 'fault', mark: '✕', label: event.reason });
    case 'EventSent': {
      const [mark, aside] = event.again ? ['↻', 'once more'] : ['', ''];
      return drawing.arrow(from, to, { tone: 'message', mark, label: event.event, aside });
    }
    case 'EventLost': {
      const lost = { kind: 'lost', tone: 'fault', mark: '✕', label: event.event } as const;
      return drawing.arrow(from, to, { ...lost, aside: 'is lost on its way' });
    }
    case 'LineOpened':
      drawing.link(from, to);
      return drawing.arrow(from, to, { tone: 'quiet', mark: '▸', label: 'line opens' });
    case 'LineBroken':
      drawing.arrow(from, to, {
        kind: 'lost',
        tone: 'fault',
        mark: '⚡',
        label: 'line breaks',
        aside: event.reason,
      });
      return drawing.unlink(from, to);
  }
}
