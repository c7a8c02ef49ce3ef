/**
 * Traces as text: JSON Lines, a header and then one line per event, so that a damaged file is named by its line and a
 * million events never stand in one string literal.
 */
import { wrongEvent } from './fields.ts';
import type { Dropped, OldEvent, Recorded, Trace, TraceKind } from './trace.ts';

/** Version of the file's own layout; the events' version is the kind's. */
const FORMAT = 'handbook-trace/1';

/** Most events that a file may hold, and most characters: what a page can hold without harm. */
const TRACE_LIMITS = { events: 1_000_000, chars: 256_000_000 } as const;

/** What is wrong with a trace file, where, and how to mend it. `line` counts from 1. */
export class TraceError extends Error {
  override readonly name = 'TraceError';
  readonly line: number;
  constructor(line: number, message: string) {
    super(`Line ${line} of the trace: ${message}`);
    this.line = line;
  }
}

interface Header {
  format: typeof FORMAT;
  kind: string;
  version: number;
  about: Trace<object>['about'];
  dropped: Dropped;
  events: number;
}

/** The trace's lines, each with its line feed: write them one by one, or join them. */
export function* encodeTrace<E extends object>({
  kind,
  about,
  dropped,
  events,
}: Trace<E>): Generator<string> {
  const header: Header = {
    format: FORMAT,
    kind: kind.id,
    version: kind.version,
    about,
    dropped,
    events: events.length,
  };
  yield `${JSON.stringify(header)}\n`;
  for (const event of events) yield `${JSON.stringify(event)}\n`;
}

/**
 * Reads a trace of one of `kinds`; older versions of a kind go through its upcasters.
 * @throws TraceError if it is no trace, is cut off, or is of a newer version than this page knows
 */
export function decodeTrace<E extends object>(text: string, kinds: readonly TraceKind<E>[]): Trace<E> {
  if (text.length > TRACE_LIMITS.chars) {
    throw new TraceError(1, `it has ${text.length} characters; at most ${TRACE_LIMITS.chars} can be opened.`);
  }
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const header = readHeader(lines[0] ?? '');
  const kind = kindOf(header, kinds);
  if (lines.length - 1 !== header.events) {
    const found = lines.length - 1;
    throw new TraceError(
      lines.length,
      `${header.events} events were saved, and ${found} are here. The file was cut off or changed: save it again.`,
    );
  }
  const read = lines.slice(1).map((line, index) => readEvent(line, index + 2, kind, header.version));
  return { kind, about: header.about, dropped: header.dropped, events: inOrder(read, header) };
}

function readHeader(line: string): Header {
  const value = parseLine(line, 1, 'Choose a file that was saved here as a trace.');
  const { format, kind, version, about, dropped, events } = value;
  if (format !== FORMAT) {
    throw new TraceError(1, `its format is ${JSON.stringify(format)}, and this page reads “${FORMAT}”.`);
  }
  const isGap = isObject(dropped) && ['oldest', 'newest'].includes(dropped['which'] as string);
  if (
    typeof kind !== 'string' ||
    !isCount(version) ||
    !isCount(events) ||
    !isGap ||
    !isCount(dropped['count'])
  ) {
    throw new TraceError(1, 'the header must say kind, version, events and dropped. Save the trace again.');
  }
  if (!isObject(about) || !Object.values(about).every(isPlain)) {
    throw new TraceError(1, '“about” must hold strings, numbers, true and false only.');
  }
  if (events > TRACE_LIMITS.events) {
    throw new TraceError(1, `it holds ${events} events; at most ${TRACE_LIMITS.events} can be opened.`);
  }
  return value as unknown as Header;
}

function kindOf<E extends object>(header: Header, kinds: readonly TraceKind<E>[]): TraceKind<E> {
  const kind = kinds.find(({ id }) => id === header.kind);
  if (!kind) {
    const known = kinds.map(({ id }) => `“${id}”`).join(', ');
    throw new TraceError(1, `it is a trace of “${header.kind}”; here traces of ${known} can be opened.`);
  }
  if (header.version > kind.version || header.version < 1) {
    throw new TraceError(
      1,
      `its events are of version ${header.version}, and this page knows 1 to ${kind.version}. Reload the page for a newer one.`,
    );
  }
  return kind;
}

function readEvent(line: string, number: number, kind: TraceKind<object>, version: number): Recorded<object> {
  const value = parseLine(line, number, 'The file was changed: save the trace again.');
  const { seq, at } = value;
  if (!isCount(seq) || !Number.isFinite(at)) {
    throw new TraceError(number, 'every event has “seq” (a whole number) and “at” (milliseconds).');
  }
  let event = value as OldEvent;
  for (let from = version; from < kind.version; from++) {
    const upcast = kind.upcasters[from];
    if (!upcast) throw new Error(`The trace kind “${kind.id}” lacks the upcaster from version ${from}.`);
    event = upcast(event);
  }
  const wrong = wrongEvent(kind.events, event);
  if (wrong !== undefined) throw new TraceError(number, `${wrong}.`);
  return event as unknown as Recorded<object>;
}

function inOrder<E extends object>(events: Recorded<object>[], { dropped }: Header): Recorded<E>[] {
  const first = dropped.which === 'oldest' ? dropped.count : 0;
  events.forEach(({ seq, at }, index) => {
    const before = events[index - 1]?.at ?? at;
    if (seq === first + index && at >= before) return;
    throw new TraceError(
      index + 2,
      seq === first + index
        ? `time runs backwards: ${at} ms after ${before} ms.`
        : `its number is ${seq}; event ${first + index} belongs here.`,
    );
  });
  return events as Recorded<E>[];
}

function parseLine(line: string, number: number, remedy: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new TraceError(number, `it is no JSON. ${remedy}`);
  }
  if (!isObject(value)) throw new TraceError(number, `it is no object. ${remedy}`);
  return value;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
