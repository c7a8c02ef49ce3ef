/** What happens to processes, as rows of a sequence diagram. Pure. */
import type { ProcessEvent } from '#trace/process-events.ts';
import type { Drawing } from './sequence.ts';

/** Draws process events; `hub` names the lane between producers and consumers: the bus or the broker. */
export function createProcessRows(hub: string): (drawing: Drawing, event: ProcessEvent) => void {
  /** Who was asked last, by the process that asked. */
  const asked = new Map<string, number>();
  const started = new Set<string>();

  function struck(drawing: Drawing, event: Extract<ProcessEvent, { type: 'FaultStruck' }>): void {
    const { fault, says, message, process } = event;
    const label = message ?? says;
    const middle = drawing.lane(hub, 'broker');
    const own = process === undefined ? middle : drawing.lane(process, 'process');
    const lost = { kind: 'lost', tone: 'fault', mark: '✕', label } as const;
    const struckAt = (lane: number, what: string, aside: string) =>
      drawing.note(lane, { tone: 'fault', mark: '⚡', label: what, aside });
    // One that sets out and does not arrive is drawn as that, what strikes in one place stands there; of all others the
    // sentence says more.
    if (fault === 'drop' && own !== middle)
      drawing.arrow(middle, own, { ...lost, aside: 'is lost on its way' });
    else if (fault === 'lost-ack' && own !== middle)
      drawing.arrow(own, middle, { ...lost, aside: 'its acknowledgement is lost' });
    else if (fault === 'lost-reply' && asked.has(process ?? ''))
      drawing.arrow(asked.get(process ?? '') ?? middle, own, { ...lost, aside: 'the answer is lost' });
    else if (fault === 'delay' && message !== undefined) struckAt(middle, message, 'is held up on its way');
    else if (fault === 'reorder') struckAt(middle, says, '');
    else if (fault === 'slow' && own !== middle) struckAt(own, 'takes too long', `over ${label}`);
    else if (fault === 'partition' && own !== middle)
      struckAt(own, 'is cut off', `while it works on ${label}`);
    else drawing.band({ tone: 'fault', mark: '⚡', label: says });
  }

  return (drawing, event) => {
    switch (event.type) {
      case 'CounterexampleFound':
        return;
      case 'ProcessStarted': {
        const lane = drawing.lane(event.process, 'process');
        const isAgain = started.has(event.process);
        started.add(event.process);
        drawing.up(lane);
        const label = isAgain ? 'starts again' : 'starts';
        const aside = isAgain ? 'with an empty memory' : '';
        return drawing.note(lane, { tone: 'quiet', mark: '▸', label, aside });
      }
      case 'ProcessCrashed': {
        const lane = drawing.lane(event.process, 'process');
        drawing.down(lane);
        return drawing.note(lane, { tone: 'fault', mark: '✕', label: 'crashes' });
      }
      case 'HandlerFailed': {
        const lane = drawing.lane(event.consumer, 'process');
        return drawing.note(lane, { tone: 'fault', mark: '✕', label: event.message, aside: event.error });
      }
      case 'OperationApplied': {
        const own = drawing.lane(event.process, 'process');
        const isHub = event.whom === `the ${hub}`;
        const to =
          event.whom === undefined
            ? own
            : drawing.lane(isHub ? hub : event.whom, isHub ? 'broker' : 'service');
        asked.set(event.process, to);
        // What it publishes is drawn already.
        if (isHub) return;
        return drawing.arrow(own, to, { tone: 'command', label: event.operation, aside: event.detail ?? '' });
      }
      case 'StateEntered': {
        const own = drawing.lane(event.process, 'process');
        const aside = `is now ${event.state}`;
        return drawing.note(own, { tone: 'quiet', mark: '◆', label: event.subject, aside });
      }
      case 'FaultStruck':
        return struck(drawing, event);
      case 'InvariantBroken':
        return drawing.band({
          tone: 'fault',
          mark: '✕',
          label: `Broken: ${event.invariant}.`,
          aside: event.says,
        });
    }
  };
}
