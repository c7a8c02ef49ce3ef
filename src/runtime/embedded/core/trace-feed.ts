/** Recorded events on their way to the page: in batches while the program runs, so that a stopped run has them too. */
import { bareList } from './bare.ts';
import { engine } from './engine.ts';

export interface TraceFeed {
  /**
   * Takes an event, a plain object with its time `at`. Beyond the bound it is counted, not kept; the loop's turns are
   * counted all the same, so that the page can see that the loop lives.
   */
  add(event: object): void;
  /** Sends what is held back. */
  flush(): void;
}

/** As many as the page keeps. */
const MOST_EVENTS = 100_000;
const BATCH_EVENTS = 256;
const BATCH_MS = 8;

/** `eager`: so many events go at once, so that a program which hangs after them has lost none of them. */
export function createTraceFeed(
  post: (events: unknown[], dropped: number, turns: number | null) => void,
  eager: number,
): TraceFeed {
  let events = bareList<unknown>();
  let added = 0;
  let dropped = 0;
  let turns: number | null = 0;
  let lastPost = -BATCH_MS;

  function flush(): void {
    if (events.length === 0 && dropped === 0) return;
    const batch = events;
    const missing = dropped;
    events = bareList();
    dropped = 0;
    lastPost = engine.realNow();
    post(batch, missing, turns);
  }

  return {
    flush,
    add(event) {
      const { type } = event as { type?: unknown };
      if (type === 'TurnStarted' && turns !== null) turns += 1;
      if (type === 'TracingEnded') turns = null;
      if (added < MOST_EVENTS) {
        added++;
        events.push(event);
      } else dropped++;
      const isDue = added <= eager || events.length >= BATCH_EVENTS;
      if (isDue || engine.realNow() - lastPost >= BATCH_MS) flush();
    },
  };
}
