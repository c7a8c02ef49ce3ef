/**
 * The events on their way out. They are held back for a while, so that what turns out to be the host's own business
 * can be left out, and what is learnt late can stand where it belongs.
 */
import { bareList, bareMap } from '../bare.ts';
import type { RecordedLoopEvent } from './recorded.ts';

export interface Journal {
  add(event: RecordedLoopEvent): void;
  /** Takes an event back, if it has not gone out yet. Returns whether it could. */
  remove(event: RecordedLoopEvent): boolean;
  /** Keeps a place free for an event that may come later. */
  reserve(): Place;
  /** Puts an event into a place that was kept for it, or behind all others if it is too late. */
  fill(place: Place, event: RecordedLoopEvent): void;
  /**
   * An event of a moment that is not known, but behind these others: it goes right behind the last of them. Returns
   * false, and adds it at the end, if that is not before `before`.
   */
  addBetween(
    event: RecordedLoopEvent,
    after: readonly (RecordedLoopEvent | null)[],
    before: RecordedLoopEvent | null,
  ): boolean;
  /** Sends what is held back. */
  flush(): void;
  /** Sends it if it has become much. */
  trim(): void;
}

export interface Place {
  readonly batch: number;
  readonly at: number;
}

const MOST_HELD = 4096;

export function createJournal(send: (event: RecordedLoopEvent) => void): Journal {
  let batch = 0;
  let held = bareList<RecordedLoopEvent | null>();
  let places = bareMap<RecordedLoopEvent, number>();
  let late = bareMap<number, RecordedLoopEvent[]>();

  function flush(): void {
    if (held.length === 0) return;
    const events = held;
    const inserted = late;
    batch++;
    held = bareList();
    places = bareMap();
    late = bareMap();
    for (let at = -1; at < events.length; at++) {
      const event = events[at];
      if (event) send(event);
      inserted.get(at)?.forEach(send);
    }
  }

  function put(event: RecordedLoopEvent, at: number): void {
    places.set(event, at);
    held[at] = event;
  }

  return {
    add: (event) => put(event, held.length),
    remove(event) {
      const at = places.get(event);
      if (at === undefined) return false;
      const list = late.get(at);
      if (held[at] === event) held[at] = null;
      else if (list) list.splice(list.indexOf(event), 1);
      // Its place is remembered: others may have to stand behind it.
      return true;
    },
    reserve: () => ({ batch, at: held.push(null) - 1 }),
    fill: (place, event) => put(event, place.batch === batch ? place.at : held.length),
    addBetween(event, after, before) {
      let at = -1;
      for (const earlier of after) {
        const place = earlier ? places.get(earlier) : undefined;
        if (place === undefined || place < at) continue;
        at = place;
        event.at = earlier!.at;
      }
      const limit = before ? (places.get(before) ?? -1) : held.length;
      if (before && at >= limit) {
        put(event, held.length);
        return false;
      }
      if (at < 0 && !before) {
        put(event, held.length);
        return true;
      }
      if (at < 0) {
        at = limit - 1;
        event.at = before!.at;
      }
      places.set(event, at);
      const list = late.get(at);
      if (list) list.push(event);
      else late.set(at, bareList(event));
      return true;
    },
    flush,
    trim() {
      if (held.length > MOST_HELD) flush();
    },
  };
}
