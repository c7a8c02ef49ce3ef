/** In the page: how long a cursor takes to any place of a long trace, with the live shop's picture. */
import { createLiveShop } from '#sim/scenarios/live-shop.ts';
import { createCursor } from '#trace/cursor.ts';
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Recorded } from '#trace/trace.ts';
import { EMPTY, evolve } from '#views/live-shop/picture.ts';

const EVENTS = 100_000;
const SEEKS = 400;
/** Virtual milliseconds between two crashes of a replica. */
const CRASHES = 60_000;

function longTrace(): Recorded<BrokerEvent>[] {
  const shop = createLiveShop('bench');
  const events: Recorded<BrokerEvent>[] = [];
  shop.on((event) => events.push(event));
  for (let turn = 1; events.length < EVENTS; turn++) {
    shop.advanceTo(turn * CRASHES);
    shop.crash(turn % 2 === 0 ? 'A' : 'B');
  }
  return events.slice(0, EVENTS);
}

/** `toEnd`: the first way through all events. `seeks`: each from one far place to another. Milliseconds. */
export interface CursorTimes {
  toEnd: number;
  seeks: number[];
}

function measure(): CursorTimes {
  const cursor = createCursor({ events: longTrace(), initial: EMPTY, evolve });
  const timed = (target: number): number => {
    const began = performance.now();
    cursor.seek(target);
    return performance.now() - began;
  };
  const toEnd = timed(EVENTS);
  // Steps of the golden ratio: far apart, and the same ones each time.
  const seeks = Array.from({ length: SEEKS }, (_, n) => timed(Math.floor(((n * 0.618034) % 1) * EVENTS)));
  return { toEnd, seeks };
}

Object.assign(globalThis, { cursorTimes: measure });
