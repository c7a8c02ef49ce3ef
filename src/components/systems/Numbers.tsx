import type { Ran } from '#systems/run.ts';
import type { System } from '#systems/system.ts';
import { rowsOf } from '#systems/words.ts';

/** What the run came to, and where it was something else, what the run before it came to. */
export function Numbers({ system, now, before }: { system: System; now: Ran; before: Ran | null }) {
  return (
    <dl class="sys-numbers">
      {rowsOf(system).map(({ label, value }) => {
        const [is, was] = [value(now), before === null ? null : value(before)];
        return (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {is}
              {was !== null && was !== is && (
                <>
                  {' '}
                  <small>before: {was}</small>
                </>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
