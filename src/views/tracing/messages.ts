/**
 * The messages of a trace: which caused which, who handled them when. A message hangs below its cause only where the ids
 * say so and the trace bears them out; whatever else is a root of its own, with the reason in words. Pure.
 */
import type { TracingEvent } from '#trace/tracing-events.ts';
import type { Recorded } from '#trace/trace.ts';

/** A step of the player, and its milliseconds since the trace began. */
export interface Place {
  step: number;
  at: number;
}

/** One attempt of a service at a message. */
export interface Handling {
  attempt: number;
  from: Place;
  /** Undefined while nothing is heard of its end. */
  until: (Place & { failed: boolean }) | undefined;
}

/** A service that has to do with a message: it has subscribed to its type, or begun with it. */
export interface Handler {
  service: string;
  handlings: Handling[];
}

/** Something that is said of a message, from a step on. */
export interface Remark {
  step: number;
  says: string;
  /** `odd`: something is wrong with the ids. `said`: the program itself says it. */
  kind: 'odd' | 'said';
}

export interface Message {
  id: string;
  /** Its type; empty if nobody has been seen to publish it. */
  name: string;
  /** Who has published it; empty if nobody has. */
  service: string;
  correlation: string | undefined;
  causation: string | undefined;
  /** What it belongs to by its data; undefined if that is not known. */
  story: string | undefined;
  /** More than one if its id was published again. Empty if nobody has been seen to publish it. */
  published: Place[];
  /** Where it was first heard of. */
  first: Place;
  parent: Message | undefined;
  children: Message[];
  /** How many messages stand above it. */
  depth: number;
  /** Why it hangs below nothing though it should; empty if it is where it belongs. */
  orphan: string;
  handlers: Handler[];
  remarks: Remark[];
}

export interface Messages {
  /** Each root with what it has caused, depth first, in the order of publication. */
  rows: readonly Message[];
  byId: ReadonlyMap<string, Message>;
  /** Milliseconds from the first event to the last. */
  length: number;
  /** So much happened in so few milliseconds that their axis would show nothing: then steps stand for time. */
  isInstant: boolean;
}

type Published = Extract<TracingEvent, { type: 'MessagePublished' }>;

export function messagesOf(events: readonly Recorded<TracingEvent>[]): Messages {
  const byId = new Map<string, Message>();
  const subscribed = new Map<string, string[]>();
  // Everything that a later message can be said to belong to.
  const correlations = new Set<string>();
  const start = events[0]?.at ?? 0;

  function known(id: string, place: Place): Message {
    const message = byId.get(id) ?? emptyMessage(id, place);
    byId.set(id, message);
    return message;
  }

  function publish(event: Published, place: Place): void {
    const message = known(event.message, place);
    const { published, remarks } = message;
    if (published.length > 0) {
      remarks.push({ step: place.step, says: differenceOf(message, event), kind: 'odd' });
      published.push(place);
      return;
    }
    const { name, service, correlation, causation, story } = event;
    const cause = causation === undefined ? undefined : byId.get(causation);
    const reason = whyNotBelow(event, cause, correlations);
    correlations.add(event.message).add(correlation ?? event.message);
    Object.assign(message, { name, service, correlation, causation, story });
    published.push(place);
    message.orphan = reason;
    for (const one of subscribed.get(name) ?? []) handlerOf(message, one);
    if (cause !== undefined && reason === '') {
      message.parent = cause;
      cause.children.push(message);
      const says = wrongCorrelation(message, cause);
      if (says !== '') remarks.push({ step: place.step, says, kind: 'odd' });
    }
  }

  for (const [index, event] of events.entries()) {
    const place = { step: index + 1, at: event.at - start };
    switch (event.type) {
      case 'ServiceSubscribed':
        subscribed.set(event.name, [...(subscribed.get(event.name) ?? []), event.service]);
        break;
      case 'MessagePublished':
        publish(event, place);
        break;
      case 'MessageNamed':
        known(event.message, place).remarks.push({ step: place.step, says: event.says, kind: 'said' });
        break;
      default:
        handle(handlerOf(known(event.message, place), event.service), event, place);
    }
  }
  const length = (events.at(-1)?.at ?? 0) - start;
  const rows = [...byId.values()].filter(({ parent }) => parent === undefined).flatMap((root) => walk(root));
  return { rows, byId, length, isInstant: length * 4 < events.length };
}

function emptyMessage(id: string, first: Place): Message {
  return {
    id,
    name: '',
    service: '',
    correlation: undefined,
    causation: undefined,
    story: undefined,
    published: [],
    first,
    parent: undefined,
    children: [],
    depth: 0,
    orphan: 'nobody has been seen to publish it',
    handlers: [],
    remarks: [],
  };
}

/** Why a message that is published now cannot hang below the cause that it names; empty if it can, or names none. */
function whyNotBelow(
  event: Published,
  cause: Message | undefined,
  correlations: ReadonlySet<string>,
): string {
  const { message, service, correlation, causation, story } = event;
  if (causation === undefined) {
    const isFirst = correlation === undefined || correlation === message || !correlations.has(correlation);
    return isFirst ? '' : `it belongs to ${correlation} and names no cause`;
  }
  if (causation === message) return 'it names itself as its cause';
  if (cause === undefined || cause.published.length === 0)
    return `it names ${causation} as its cause, which nobody has published before it`;
  if (!cause.handlers.some((one) => one.service === service && one.handlings.length > 0))
    return `it names ${causation} as its cause, which ${service} has not been given before it`;
  if (story !== undefined && cause.story !== undefined && story !== cause.story)
    return `it is about ${story}, and names ${causation} as its cause, which is about ${cause.story}`;
  return '';
}

/** The first message of a correlation may have its own id for one, or none at all. */
const correlationOf = ({ correlation, id }: Message): string => correlation ?? id;

function wrongCorrelation(message: Message, cause: Message): string {
  const right = correlationOf(cause);
  if (message.correlation === right) return '';
  const own = message.correlation ?? 'missing';
  return `its correlation is ${own}, and that of its cause is ${right}`;
}

function differenceOf(message: Message, event: Published): string {
  const isSame =
    message.name === event.name &&
    message.service === event.service &&
    message.correlation === event.correlation &&
    message.causation === event.causation;
  return isSame ? 'it is published once more' : `its id is used again, for ${event.name} of ${event.service}`;
}

function handlerOf(message: Message, service: string): Handler {
  const known = message.handlers.find((one) => one.service === service);
  if (known) return known;
  const handler: Handler = { service, handlings: [] };
  message.handlers.push(handler);
  return handler;
}

type HandlingEvent = Extract<TracingEvent, { attempt: number }>;

function handle({ handlings }: Handler, event: HandlingEvent, place: Place): void {
  const { type, attempt } = event;
  if (type === 'HandlingBegun') {
    handlings.push({ attempt, from: place, until: undefined });
    return;
  }
  const until = { ...place, failed: type === 'HandlingFailed' };
  const open = handlings.find((one) => one.attempt === attempt && one.until === undefined);
  if (open) open.until = until;
  else handlings.push({ attempt, from: place, until });
}

/** A message with all that it has caused, depth first; without recursion, because a chain may be long. */
function walk(root: Message): Message[] {
  const rows: Message[] = [];
  const open = [root];
  for (let message = open.pop(); message; message = open.pop()) {
    message.depth = message.parent === undefined ? 0 : message.parent.depth + 1;
    rows.push(message);
    open.push(...message.children.toReversed());
  }
  return rows;
}

/** The rows round the one of a message, `most` at most, and how many there are above and below. */
export function rowsAround(
  rows: readonly Message[],
  here: Message | undefined,
  most: number,
): { shown: readonly Message[]; above: number; below: number } {
  const at = here === undefined ? 0 : Math.max(0, rows.indexOf(here));
  const above = Math.max(0, Math.min(at - Math.floor(most / 2), rows.length - most));
  const shown = rows.slice(above, above + most);
  return { shown, above, below: rows.length - above - shown.length };
}
