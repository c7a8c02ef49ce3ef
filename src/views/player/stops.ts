/** Where a player stops on a trace whose events are its steps. Pure. */
import type { Stops } from './player.ts';

interface Marks<E> {
  /** Whether a turn begins with this event. */
  turn: (event: E) => boolean;
  /** Whether it is jumped to besides. `position` counts the events from 1. */
  output: (event: E, position: number) => boolean;
  /** Events that are no step of their own are passed over. Default: all are. */
  step?: (event: E) => boolean;
}

export function stopsAt<E>(events: readonly E[], { turn, output, step = () => true }: Marks<E>): Stops {
  const steps = events.flatMap((event, index) => (step(event) ? [index + 1] : []));
  const where = (fits: (event: E, position: number) => boolean): number[] =>
    steps.flatMap((position, index) => (fits(events[position - 1]!, position) ? [index + 1] : []));
  return { steps, turns: where(turn), outputs: where(output) };
}
