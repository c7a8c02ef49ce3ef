/** What happens in a page, as sentences; which steps the player jumps to. Pure. */
import type { DomEvent } from '#trace/dom-events.ts';
import type { Recorded } from '#trace/trace.ts';
import { stopsAt } from '../player/stops.ts';
import type { Stops } from '../player/player.ts';
import type { Bar } from '../player/timeline.ts';
import type { PageListener, PageState } from './page-state.ts';

export const WORDS = { turn: 'event', output: 'stop' };

/** `click → remove(), capture, once`. */
export function listenerWords({ event, name, capture, once, passive }: PageListener): string {
  const flags = [capture && 'capture', once && 'once', passive && 'passive'].filter(Boolean);
  const called = name === '' ? event : `${event} → ${name}()`;
  return [called, ...flags].join(', ');
}

/** @param state right after the event */
export function sentenceOf(event: DomEvent, state: PageState): string {
  const labelOf = (id: number) => state.nodes.get(id)?.label ?? `node ${id}`;
  const under = (number: number) =>
    state.dispatches.find((one) => one.number === number) ??
    (state.ended?.number === number ? state.ended : undefined);
  switch (event.type) {
    case 'NodeMade':
      return `${event.label} is made.`;
    case 'NodePlaced':
      return `${labelOf(event.node)} is put into ${labelOf(event.parent)}.`;
    case 'NodeTaken':
      return `${labelOf(event.node)} is taken out.`;
    case 'NodeChanged':
      return `${event.label} changes.`;
    case 'ListenerAdded': {
      const { listener: id, event: type, ...rest } = event;
      return `${labelOf(event.node)} is listened to: ${listenerWords({ id, ...rest, event: type })}.`;
    }
    case 'ListenerRemoved': {
      const why = { removed: 'is removed', once: 'has had its once', signal: 'ends with its signal' }[
        event.reason
      ];
      return `A listener of ${labelOf(event.node)} ${why}.`;
    }
    case 'DispatchBegun':
      return `${event.event} is dispatched at ${labelOf(event.path[0] ?? 0)}; its path has ${event.path.length} ${event.path.length === 1 ? 'target' : 'targets'}.`;
    case 'ListenerCalled': {
      const listener = state.nodes.get(event.node)?.listeners.find(({ id }) => id === event.listener);
      const what = listener?.name ? `${listener.name}()` : 'a listener';
      const phase = { capture: 'on the way down', target: 'at the target', bubble: 'on the way up' }[
        event.phase
      ];
      return `${under(event.dispatch)?.event ?? 'The event'} calls ${what} of ${labelOf(event.node)}, ${phase}.`;
    }
    case 'PropagationStopped':
      return event.atOnce
        ? `It is stopped at ${labelOf(event.node)}, at once: nobody else hears it.`
        : `It is stopped at ${labelOf(event.node)}: it goes no further.`;
    case 'DefaultPrevented':
      return `Its default is prevented at ${labelOf(event.node)}.`;
    case 'ListenerFailed':
      return `A listener of ${labelOf(event.node)} fails: ${event.error}.`;
    case 'DispatchEnded':
      return `${under(event.dispatch)?.event ?? 'The event'} has been dispatched${under(event.dispatch)?.isPrevented ? ', its default prevented' : ''}.`;
  }
}

/** The node that an event is about. */
export function whereOf(event: DomEvent, { nodes }: PageState): string {
  const id = 'node' in event ? event.node : 'path' in event ? event.path[0] : undefined;
  return id === undefined ? '' : (nodes.get(id)?.label ?? '');
}

export const isFault = ({ type }: DomEvent): boolean => type === 'ListenerFailed';

/** The page is built before the first step; a turn begins with an event, and what stops one is jumped to besides. */
export function stopsOf(events: readonly Recorded<DomEvent>[]): Stops {
  const isBuilding = ({ type }: DomEvent) => ['NodeMade', 'NodePlaced', 'NodeChanged'].includes(type);
  return stopsAt(events, {
    step: (event) => !isBuilding(event),
    turn: ({ type }) => type === 'DispatchBegun',
    output: ({ type }) => type === 'PropagationStopped' || type === 'ListenerFailed',
  });
}

const BARS: Readonly<Partial<Record<DomEvent['type'], Bar>>> = {
  DispatchBegun: { tone: 'event', height: 0.8 },
  ListenerCalled: { tone: 'actor', height: 0.6 },
  PropagationStopped: { tone: 'command', height: 0.7 },
  DefaultPrevented: { tone: 'command', height: 0.5 },
  ListenerFailed: { tone: 'fault', height: 0.85 },
  DispatchEnded: { tone: 'read', height: 0.4 },
};

export const barOf = (event: DomEvent | undefined): Bar =>
  (event && BARS[event.type]) ?? { tone: 'idle', height: 0.3 };
