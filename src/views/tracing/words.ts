/** What services do with messages, and how messages stand, as sentences. Pure. */
import type { TracingEvent } from '#trace/tracing-events.ts';
import type { Handler, Message, Messages } from './messages.ts';

/** `StockReserved e-2`. */
export const titleOf = ({ name, id }: Pick<Message, 'name' | 'id'>): string =>
  name === '' ? id : `${name} ${id}`;

export function sentenceOf(event: TracingEvent, { byId }: Messages): string {
  if (event.type === 'ServiceSubscribed') return `${event.service} subscribes to ${event.name}.`;
  const message = byId.get(event.message);
  const title = titleOf(message ?? { name: '', id: event.message });
  switch (event.type) {
    case 'MessagePublished':
      return publication(event, message);
    case 'HandlingBegun':
      return `${event.service} begins with ${title}${attemptOf(event.attempt)}.`;
    case 'HandlingEnded':
      return `${event.service} has handled ${title}${attemptOf(event.attempt)}.`;
    case 'HandlingFailed':
      return `${event.service} fails with ${title}${attemptOf(event.attempt)}: ${event.reason}.`;
    case 'MessageNamed':
      return `The program says of ${title}: ${event.says}.`;
  }
}

const attemptOf = (attempt: number): string => (attempt === 1 ? '' : `, attempt ${attempt}`);

function publication(
  event: Extract<TracingEvent, { type: 'MessagePublished' }>,
  message: Message | undefined,
): string {
  const { name, service, causation, correlation } = event;
  const begin = `${service} publishes ${titleOf({ name, id: event.message })}`;
  if (message?.orphan) return `${begin}: ${message.orphan}.`;
  if (causation !== undefined) return `${begin}, because of ${causation}.`;
  return correlation === undefined
    ? `${begin}, with no correlation and no cause.`
    : `${begin}, with no cause: ${correlation} begins with it.`;
}

/** The service that an event is about. */
export function serviceOf(event: TracingEvent, { byId }: Messages): string {
  if ('service' in event) return event.service;
  return byId.get(event.message)?.service ?? '';
}

/** True for what went wrong: an attempt that failed, and a message that hangs nowhere. */
export function isFault(event: TracingEvent, { byId }: Messages): boolean {
  if (event.type === 'HandlingFailed') return true;
  return event.type === 'MessagePublished' && !!byId.get(event.message)?.orphan;
}

/** How a service stands to a message right after a step. `nothing`: it has not begun by the end of the trace. */
export type Standing = 'ahead' | 'waiting' | 'working' | 'done' | 'failed' | 'nothing';

export function standingOf(message: Message, { handlings }: Handler, step: number, steps: number): Standing {
  if (step < message.first.step) return 'ahead';
  const begun = handlings.filter(({ from }) => from.step <= step);
  const ends = begun.flatMap(({ until }) => (until && until.step <= step ? [until] : []));
  if (ends.some(({ failed }) => !failed)) return 'done';
  if (begun.length > ends.length) return 'working';
  if (begun.length > 0) return 'failed';
  return step === steps && handlings.length === 0 ? 'nothing' : 'waiting';
}

export const STANDINGS: Readonly<Record<Standing, { mark: string; says: string }>> = {
  ahead: { mark: '', says: 'not published yet' },
  waiting: { mark: '○', says: 'has not begun' },
  working: { mark: '▸', says: 'is at work' },
  done: { mark: '✓', says: 'has handled it' },
  failed: { mark: '✕', says: 'has failed' },
  nothing: { mark: '✕', says: 'has never begun' },
};

/** A message for those who do not see the picture: where it hangs, and how far each service is with it. */
export function describe(message: Message, step: number, steps: number): string {
  const { service, parent, published, orphan, handlers, remarks } = message;
  const [first] = published;
  const from = first === undefined ? '' : `, from ${service} at ${Math.round(first.at)} ms`;
  const cause = parent === undefined ? '' : `, because of ${titleOf(parent)}`;
  const standings = handlers.map(
    (handler) => `${handler.service} ${STANDINGS[standingOf(message, handler, step, steps)].says}`,
  );
  const said = remarks.filter((remark) => remark.step <= step).map(({ says }) => says);
  const whole = `${titleOf(message)}${from}${cause}`;
  return [orphan === '' ? whole : `${whole}: a root of its own, ${orphan}`, ...standings, ...said].join('; ');
}
