/** The streams down: Server-Sent Events, each resumed behind the last fact that its page has seen. */
import type { ServerResponse } from 'node:http';
import { PROTOCOL, type Actor, type Presence, type StoredFact, type Welcome } from '#workshop/protocol.ts';
import type { Room } from '#workshop/room.ts';
import { seenBy } from '#workshop/seen.ts';

export interface StreamLimits {
  /** Streams of one person: tabs. The oldest gives way. */
  perPerson: number;
  total: number;
  /** Bytes that may wait for a slow reader before it is cut off; it resumes later where it was. */
  waiting: number;
}

export interface Streams {
  /** Begins a stream on a response of which nothing was written yet. */
  open(response: ServerResponse, actor: Actor, after: number): void;
  /** False if there are too many already. */
  readonly hasRoom: boolean;
  close(): void;
}

/** Tells the servers of one room who is at which of them. */
export interface PresenceWire {
  /** Who is at this one, until it is told anew; after a few seconds without a word the others count it as gone. */
  tell(online: readonly string[]): void;
  /** Who is at the others that are alive. */
  readonly elsewhere: readonly string[];
  close(): Promise<void>;
}

interface Stream {
  response: ServerResponse;
  actor: Actor;
  /** Bytes of the past that are on their way: they are not held against the reader. */
  past: number;
}

const BEAT_MS = 15_000;
const PRESENCE_MS = 1_000;
const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store',
  'X-Accel-Buffering': 'no',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** @param wire to the room's other servers, if there are any */
export function createStreams(
  room: Room,
  now: () => number,
  limits: StreamLimits,
  wire?: PresenceWire,
): Streams {
  const people = new Map<string, Set<Stream>>();
  let count = 0;
  let told = '';

  const instructors = () => [...people.values()].flatMap((streams) => [...streams].filter(isInstructors));
  const here = () =>
    [...people.values()].flatMap(([first]) => (first?.actor.role === 'attendee' ? first.actor.attendee : []));
  const presence = (): Presence => ({
    online: [...new Set([...here(), ...(wire?.elsewhere ?? [])])].toSorted(),
  });

  function send(stream: Stream, text: string): void {
    stream.response.write(text);
    if (stream.response.writableLength > limits.waiting + stream.past) stream.response.destroy();
  }

  function forget(stream: Stream): void {
    const key = keyOf(stream.actor);
    if (!people.get(key)?.delete(stream)) return;
    count -= 1;
    if (people.get(key)?.size === 0) people.delete(key);
  }

  function end(stream: Stream, lastWord: string): void {
    forget(stream);
    stream.response.end(lastWord);
  }

  /** Everybody sees a fact in one of three forms, so each is written out once. */
  function fanOut(fact: StoredFact): void {
    const own = 'attendee' in fact && fact.attendee !== null ? fact.attendee : undefined;
    const forInstructors = toldTo(fact, { role: 'instructor', instructor: '' });
    const forAttendees = toldTo(fact, { role: 'attendee', attendee: own ?? '' });
    const concerned = own === undefined ? people.values() : [people.get(`attendee:${own}`) ?? []];
    if (forAttendees)
      for (const streams of concerned)
        for (const each of streams) if (!isInstructors(each)) send(each, forAttendees);
    if (forInstructors) for (const each of instructors()) send(each, forInstructors);
    if (fact.type === 'AttendeeLeft' || fact.type === 'AttendeeRemoved') {
      for (const each of people.get(`attendee:${fact.attendee}`) ?? []) end(each, message('goodbye', {}));
    }
  }

  function tellPresence(): void {
    wire?.tell(here());
    const text = message('presence', presence());
    if (text === told) return;
    told = text;
    for (const each of instructors()) send(each, text);
  }

  const unsubscribe = room.onFact(fanOut);
  const beats = setInterval(() => {
    for (const streams of people.values()) for (const each of streams) send(each, ': beat\n\n');
  }, BEAT_MS).unref();
  const presences = setInterval(tellPresence, PRESENCE_MS).unref();

  return {
    get hasRoom() {
      return count < limits.total;
    },
    open(response, actor, after) {
      const stream: Stream = { response, actor, past: 0 };
      const key = keyOf(actor);
      const own = people.get(key) ?? new Set();
      const [oldest] = own;
      if (oldest && own.size >= limits.perPerson) end(oldest, message('replaced', {}));
      people.set(key, own.add(stream));
      count += 1;
      response.on('close', () => forget(stream));
      response.on('error', () => forget(stream));
      response.writeHead(200, HEADERS);
      const welcome: Welcome = { protocol: PROTOCOL, you: actor, now: now(), version: room.version };
      const past = room.seenAfter(after, actor).map((fact) => message('fact', fact, fact.version));
      const text = `retry: 1000\n\n${past.join('')}${message('welcome', welcome)}`;
      if (!response.write(text)) {
        stream.past = Buffer.byteLength(text);
        response.once('drain', () => (stream.past = 0));
      }
      if (isInstructors(stream)) send(stream, message('presence', presence()));
    },
    close() {
      unsubscribe();
      clearInterval(beats);
      clearInterval(presences);
      for (const streams of people.values()) for (const each of streams) end(each, '');
    },
  };
}

const keyOf = (actor: Actor) =>
  actor.role === 'attendee' ? `attendee:${actor.attendee}` : `instructor:${actor.instructor}`;
const isInstructors = ({ actor }: Stream) => actor.role === 'instructor';

function toldTo(fact: StoredFact, reader: Actor): string | undefined {
  const seen = seenBy(reader, fact);
  return seen && message('fact', seen, seen.version);
}

/** JSON has no line break of its own, so a message is one `data` line. */
function message(event: string, data: unknown, id?: number): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
