/** The loop's heartbeat: a beat whenever it could have taken something new, flat for as long as it could not. Pure. */
import { eachInPortions } from '../portions.ts';
import type { LoopIndex } from './loop-index.ts';

/** Times in milliseconds of the trace's clock. */
export interface Gap {
  from: number;
  to: number;
}

export interface Heartbeat {
  from: number;
  to: number;
  beats: readonly number[];
  /** The longest time without a beat. */
  longest: Gap;
  /** True if the run was still in that gap when its record ends: the loop may never have turned again. */
  isOpen: boolean;
}

/** While the loop sleeps it beats all the same: a timer or a message would be served at once. */
const SLEEPING_BEATS = 12;
const MOST_BEATS = 2000;

export function* heartbeatOf({ events, dropped }: LoopIndex): Generator<void, Heartbeat> {
  const from = events[0]?.at ?? 0;
  const to = events.at(-1)?.at ?? from;
  const beats: number[] = [];
  let longest: Gap = { from, to: from };
  let last = from;
  function beat(at: number): void {
    if (at - last > longest.to - longest.from) longest = { from: last, to: at };
    last = Math.max(last, at);
    if (beats.length < MOST_BEATS) beats.push(at);
  }
  let ended = false;
  yield* eachInPortions(events, (event) => {
    if (event.type === 'TurnStarted') beat(event.at);
    else if (event.type === 'LoopSlept') {
      const step = Math.max(1, (event.until - event.at) / SLEEPING_BEATS);
      for (let at = event.at; at < event.until; at += step) beat(at);
      last = Math.max(last, event.until);
    } else if (event.type === 'ProcessExited') ended = true;
  });
  if (to - last > longest.to - longest.from) longest = { from: last, to };
  const isOpen = longest.to === to && (!ended || dropped > 0);
  return { from, to, beats, longest, isOpen };
}

/** As an SVG path in a box of 1000 by 100. */
export function heartbeatPath({ from, to, beats }: Heartbeat): string {
  const span = Math.max(to - from, Number.EPSILON);
  const x = (at: number) => Math.round(((at - from) / span) * 10000) / 10;
  let path = 'M0 60';
  let end = 0;
  for (const beat of beats) {
    const at = x(beat);
    if (at < end) continue;
    path += `H${at}l3 -6l3 6l3 -50l4 76l3 -26`;
    end = at + 16;
  }
  return `${path}H1000`;
}
