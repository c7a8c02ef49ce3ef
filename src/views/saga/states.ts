/** The states that things go through in a run, read off its trace. Pure. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Recorded } from '#trace/trace.ts';

/** A stay in a state, from the step of the player that begins it. */
export interface Stay {
  state: string;
  step: number;
  /** The process that has brought the thing into this state. */
  process: string;
}

/** A thing that has a state, such as a saga. */
export interface Course {
  subject: string;
  stays: readonly Stay[];
}

/** In the order in which they first came into a state. */
export function coursesOf(events: readonly Recorded<BrokerEvent>[]): readonly Course[] {
  const courses = new Map<string, Stay[]>();
  for (const [index, event] of events.entries()) {
    if (event.type !== 'StateEntered') continue;
    const { subject, state, process } = event;
    const stays = courses.get(subject) ?? [];
    courses.set(subject, stays);
    stays.push({ state, step: index + 1, process });
  }
  return [...courses].map(([subject, stays]) => ({ subject, stays }));
}

/** Number of the stay that lasts at a step; -1 before the first. */
export function stayAt({ stays }: Course, step: number): number {
  return stays.findLastIndex((stay) => stay.step <= step);
}
