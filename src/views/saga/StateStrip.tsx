/** A row for each thing that has a state: all that it goes through, and the one that it is in now. */
import { useMemo } from 'preact/hooks';
import type { RunNow } from '../broker/BrokerRuns.tsx';
import { coursesOf, stayAt, type Course } from './states.ts';

/** So much as a page can hold; the others are a number. */
const MOST = { rows: 8, stays: 24 } as const;

export function StateStrip({ events, step, goTo }: Pick<RunNow, 'events' | 'step' | 'goTo'>) {
  const courses = useMemo(() => coursesOf(events), [events]);
  return (
    <section class="ss" aria-label="States">
      {courses.length === 0 && (
        <p class="ss-none">No row with a state has been written in this run: there is no saga to show yet.</p>
      )}
      <ul class="ss-rows">
        {courses.slice(0, MOST.rows).map((course) => (
          <Row key={course.subject} {...{ course, step, goTo }} />
        ))}
      </ul>
      {courses.length > MOST.rows && <p class="ss-none">and {courses.length - MOST.rows} more</p>}
    </section>
  );
}

function Row({ course, step, goTo }: { course: Course } & Pick<RunNow, 'step' | 'goTo'>) {
  const { subject, stays } = course;
  const here = stayAt(course, step);
  // Of a long course, the end of what has been and the beginning of what comes.
  const first = Math.max(0, Math.min(here - MOST.stays / 2, stays.length - MOST.stays));
  return (
    <li class="ss-row">
      <b>{subject}</b>
      <ol class="ss-course">
        {first > 0 && <li class="ss-none">{first} earlier</li>}
        {stays.slice(first, first + MOST.stays).map((stay, index) => (
          <li
            key={stay.step}
            data-future={first + index > here}
            aria-current={first + index === here ? 'step' : undefined}
          >
            <button type="button" onClick={() => goTo(stay.step)}>
              {stay.state}
              <span class="visually-hidden">, by {stay.process}</span>
            </button>
          </li>
        ))}
      </ol>
    </li>
  );
}
