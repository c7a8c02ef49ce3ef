/**
 * Imported by a program's lab kit before anything else, as `for-lab.ts?url=amqp%3A…`: createBroker() of the kit then
 * opens the broker at that address. With `&trace=<file>&kind=<kind>` what the program records is written there when it
 * ends, as a trace of that kind, or of the one that its events are of.
 */
import { writeFileSync } from 'node:fs';
import { encodeTrace } from '#trace/codec.ts';
import { wrongEvent } from '#trace/fields.ts';
import { createRecorder } from '#trace/recorder.ts';
import { traceKind } from '#trace/trace-kinds.ts';
import { openBrokerAt } from './at-url.ts';

/** What a picture can hold; later events are counted and not kept. */
const MOST_EVENTS = 100_000;

/** What a program can tell by its kit. */
const KINDS = ['broker', 'schedule', 'event-store', 'buffer'];

const wishes = new URL(import.meta.url).searchParams;
const url = wishes.get('url') ?? 'sim:';
const file = wishes.get('trace');

if (url !== 'sim:') {
  Object.assign(globalThis, { [Symbol.for('handbook.broker')]: () => openBrokerAt(url) });
}
if (file !== null) {
  const { record, recorded } = recorder();
  Object.assign(globalThis, { [Symbol.for('handbook.trace')]: record });
  process.on('exit', () => {
    const about = { engine: url === 'sim:' ? 'simulated' : new URL(url).protocol.slice(0, -1) };
    writeFileSync(file, [...encodeTrace({ ...recorded(), about })].join(''));
  });
}

function recorder() {
  // An exploration has a clock of its own, and puts it in this one's place.
  const now = performance.now.bind(performance);
  const began = now();
  let at = 0;
  const kept = createRecorder<object>({ clock: () => at, keep: MOST_EVENTS, drop: 'newest' });

  /** The events that are of a kind, numbered anew. */
  const eventsOf = (kind: string) =>
    kept
      .events()
      .filter((event) => wrongEvent(traceKind(kind).events, event) === undefined)
      .map((event, seq) => ({ ...event, seq }));

  return {
    // The program goes on with what it has told. What was explored has times of its own.
    record(event: { at?: unknown }) {
      const wished = typeof event.at === 'number' ? event.at : Math.round((now() - began) * 1000) / 1000;
      at = Math.max(at, wished);
      kept.record(structuredClone(event));
    },
    recorded() {
      const wished = wishes.get('kind') ?? 'broker';
      const fitting = [wished, ...KINDS].map((id) => ({ id, events: eventsOf(id) }));
      const [best] = fitting.toSorted((one, other) => other.events.length - one.events.length);
      const { id, events } = best!;
      return { kind: traceKind(id), events, dropped: kept.dropped };
    },
  };
}
