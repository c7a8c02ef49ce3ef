/** What one event of a trace is, as a sentence. Pure. */
import type { LoopEvent } from '#trace/loop-events.ts';
import type { Recorded } from '#trace/trace.ts';
import type { LoopIndex, Site } from './loop-index.ts';
import { capital, cut, ENGINE_DIFFERS, entryPhrase, framePhrase, lineName, ms, queueName } from './words.ts';

export interface Told {
  what: string;
  /** The line concerned; null where there is none. */
  site: Site | null;
}

export function whatHappens(index: LoopIndex, at: number): Told {
  const event = index.events[at];
  if (event === undefined) return { what: 'Nothing has run yet.', site: null };
  return { what: capital(sentence(index, event)), site: siteOf(index, event) };
}

function siteOf(index: LoopIndex, event: Recorded<LoopEvent>): Site | null {
  if (event.type === 'JobStarted') {
    const entry = index.entries.get(event.entry);
    return entry?.callback ?? entry?.by ?? null;
  }
  return 'site' in event && event.site !== undefined ? (index.sites.get(event.site) ?? null) : null;
}

function sentence(index: LoopIndex, event: Recorded<LoopEvent>): string {
  const line = lineName(siteOf(index, event));
  const named = framePhrase('frame' in event ? index.frames.get(event.frame ?? 0) : undefined);
  switch (event.type) {
    case 'FrameEntered':
      return `${named} is called${event.args.length === 0 ? '' : ` with ${cut(event.args.join(', '))}`}.`;
    case 'StatementReached':
      return `${line || 'a statement'} runs.`;
    case 'FrameSuspended':
      return event.cause === 'await'
        ? `${named} pauses at its await in ${line}, and leaves the stack.`
        : `${named} hands out ${cut(event.value) || 'a value'} at its yield in ${line}, and leaves the stack.`;
    case 'FrameResumed':
      return `${named} goes on behind its ${event.cause} in ${line}${event.value === '' ? '' : `, which gave ${cut(event.value)}`}.`;
    case 'FrameExited':
      return `${named} returns.`;
    case 'FrameThrew':
      return `${named} ends with an error: ${cut(event.error)}.`;
    case 'ErrorCaught':
      return `${named} catches the error in ${line}.`;
    case 'JobStarted':
      return `${entryPhrase(index.entries.get(event.entry) ?? null)} starts on an empty stack.`;
    case 'OutputWritten':
      return `prints “${cut(event.text)}”${event.stream === 'stderr' ? ' to standard error' : ''}.`;
    default:
      return aside(index, event);
  }
}

function aside(index: LoopIndex, event: Recorded<LoopEvent>): string {
  switch (event.type) {
    case 'CallbackQueued':
      return queued(index, event);
    case 'CallbackCancelled':
      return `${entryPhrase(index.entries.get(event.entry) ?? null)} is cancelled and will not run.`;
    case 'LoopSlept':
      return `the loop sleeps until ${ms(event.until - index.base)}.`;
    case 'RenderingOffered':
      return event.rendered ? 'the browser renders the page.' : 'the browser does not render this time.';
    case 'ErrorUncaught':
      return `${event.handled ? 'the handler for uncaught errors gets' : 'nobody catches'} ${cut(event.error)}.`;
    case 'RejectionUnhandled':
      return `a promise was rejected, and nobody handles it: ${cut(event.error)}.`;
    case 'RejectionHandledLate':
      return 'a rejection that was reported as unhandled has a handler now.';
    case 'ProcessExited':
      return `the program ends with exit code ${event.code}.`;
    case 'EngineDiffers':
      return `${ENGINE_DIFFERS[event.difference]} (${event.file}, line ${event.line})`;
    case 'TracingEnded':
      return event.reason;
    default:
      return `${event.type}.`;
  }
}

function queued(
  index: LoopIndex,
  { entry: number, queue, label }: Extract<LoopEvent, { type: 'CallbackQueued' }>,
) {
  const entry = index.entries.get(number) ?? null;
  const due = entry?.due == null ? '' : `, due at ${ms(entry.due - index.base)}`;
  if (label === 'await') return `${entryPhrase(entry, false)} joins ${queueName(queue)}.`;
  const called = entry && entry.name !== '' && entry.name !== label && !entry.name.startsWith('(');
  return `${called ? `“${cut(entry.name, 32)}”` : 'a callback'} joins ${queueName(queue)}, put there by ${label || 'the host'}${due}.`;
}
