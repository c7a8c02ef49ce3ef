/** A trace of an event loop as lines to read in a terminal. */
import type { LoopEvent } from '#trace/loop-events.ts';
import type { Race } from '#trace/loop-races.ts';
import type { Recorded } from '#trace/trace.ts';

type Of<T extends LoopEvent['type']> = Extract<LoopEvent, { type: T }>;
type Queued = Of<'CallbackQueued'>;

const called = ({ label, name }: Queued): string =>
  name === '' || name === label ? label : `${label} ${name}`;

/** One line for each thing that a reader would tell: jobs and why, what they queue and print, phases and turns. */
export function* traceLines(events: readonly Recorded<LoopEvent>[]): Generator<string> {
  const entries = new Map<number, Queued>();
  const lines = new Map<number, string>();
  const entry = (id: number): string => {
    const queued = entries.get(id);
    return queued ? called(queued) : `entry ${id}`;
  };

  function lineOf(event: Recorded<LoopEvent>): string | undefined {
    switch (event.type) {
      case 'SourceLoaded':
        for (const { site, line } of event.sites) lines.set(site, `${event.file}:${line}`);
        return `loaded ${event.file}`;
      case 'TurnStarted':
        return `── turn ${event.turn} ──`;
      case 'PhaseEntered':
        return `phase ${event.phase}`;
      case 'LoopSlept':
        return `  slept until ${event.until.toFixed(1)} ms`;
      case 'CallbackQueued': {
        entries.set(event.entry, event);
        const where = event.callback === undefined ? '' : `, ${lines.get(event.callback) ?? ''}`;
        const due = event.due === undefined ? '' : `, due at ${event.due} ms`;
        const moment = event.moment === 'between' ? ', at some moment from here on' : '';
        return `    ${event.queue} ← ${called(event)}${where}${due}${moment}`;
      }
      case 'CallbackCancelled':
        return `    cancelled: ${entry(event.entry)}`;
      case 'JobStarted':
        return `  ${entries.get(event.entry)?.queue ?? ''} → ${entry(event.entry)} (${event.rule})`;
      case 'OutputWritten':
        return `    ${event.stream}: ${JSON.stringify(event.text)}`;
      case 'ErrorUncaught':
        return `  uncaught ${event.origin}: ${event.error}${event.handled ? ', handled' : ''}`;
      case 'RejectionUnhandled':
        return `  nobody handles the rejection: ${event.error}`;
      case 'EngineDiffers':
        return `${event.file}:${event.line}: ${event.difference}, a fault of this browser’s engine`;
      case 'TracingEnded':
        return event.reason;
      case 'ProcessExited':
        return `exit ${event.code}`;
      default:
        return undefined;
    }
  }

  for (const event of events) {
    const line = lineOf(event);
    if (line !== undefined) yield `${event.at.toFixed(2).padStart(9)}  ${line}`;
  }
}

/** What is said of each race. */
export function raceLine({ entries, orders }: Race, events: readonly Recorded<LoopEvent>[]): string {
  const names = entries.map((id) => {
    const queued = events.find((event) => event.type === 'CallbackQueued' && event.entry === id);
    return queued?.type === 'CallbackQueued' ? called(queued) : `entry ${id}`;
  });
  const [one, two] = orders.map((text) => JSON.stringify(text));
  return `Not determined: ${names[0]} and ${names[1]} may run in either order. Printed: ${one} or ${two}`;
}
