/**
 * Steps of a function that goes round and round and does nothing else, such as a busy wait: they are shown for a while,
 * and then again where it stops.
 */
import type { Frame } from './record-parts.ts';

export interface Rounds {
  step(frame: Frame, site: number): void;
  /** Something else happens. */
  end(): void;
}

const STEPS_SHOWN = 1000;

/** `write` records a step; `skipping` is told when steps begin to be left out: what came before must not wait. */
export function createRounds(
  write: (frame: Frame, site: number, skipped: number) => void,
  skipping: () => void,
): Rounds {
  let frame: Frame | null = null;
  let steps = 0;
  let last = 0;

  function end(): void {
    const skipped = steps - STEPS_SHOWN;
    steps = 0;
    if (frame && skipped > 0) write(frame, last, skipped - 1);
    frame = null;
  }

  return {
    end,
    step(now, site) {
      if (frame !== now) end();
      frame = now;
      last = site;
      steps++;
      if (steps <= STEPS_SHOWN) write(now, site, 0);
      else if (steps === STEPS_SHOWN + 1) skipping();
    },
  };
}
