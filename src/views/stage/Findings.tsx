import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Recorded } from '#trace/trace.ts';
import type { ViewProps } from '../view.ts';
import { findingsOf, type Finding, type Found } from './findings.ts';

export interface FindingsProps<E> extends Pick<ViewProps, 'id' | 'link'> {
  events: readonly Recorded<E>[];
  /** Draws one schedule. It is made anew for another one. */
  draw: (finding: Finding<E>) => ComponentChildren;
}

/** What explorations have found, above the picture of it; of several, the reader chooses one. */
export function Findings<E extends { type: string }>({ id, link, events, draw }: FindingsProps<E>) {
  const findings = useMemo(() => findingsOf<E>(events), [events]);
  const [chosen, choose] = useState(0);
  const finding = findings[chosen] ?? findings[0]!;
  return (
    <>
      {findings.length > 1 && (
        <p class="stage-choice">
          <label for={`${id}-finding`}>{findings.length} explorations found something:</label>{' '}
          <select
            id={`${id}-finding`}
            value={String(chosen)}
            onChange={(event) => choose(Number(event.currentTarget.value))}
          >
            {findings.map(({ found }, index) => (
              <option key={index} value={String(index)}>
                {index + 1}. {found?.invariant ?? 'before the first'}
              </option>
            ))}
          </select>
        </p>
      )}
      {finding.found !== null && <Card found={finding.found} link={chosen === 0 ? link : null} />}
      <div key={chosen}>{draw(finding)}</div>
    </>
  );
}

function Card({ found, link }: { found: Found; link: ViewProps['link'] }) {
  const { invariant, says, faults, seed, schedules } = found;
  return (
    <section class="stage-found" aria-label="The counterexample">
      <p class="stage-broken">
        <span aria-hidden="true">✕ </span>
        Broken: {invariant}
      </p>
      <p>{says}</p>
      {faults.length === 0 ? (
        <p>Nothing had gone wrong on the way: no fault is needed to see this.</p>
      ) : (
        <>
          <p class="stage-label">
            {faults.length === 1 ? 'One fault is enough' : 'The fewest faults that do it'}
          </p>
          <ol>
            {faults.map((fault, index) => (
              <li key={index}>{fault}</li>
            ))}
          </ol>
        </>
      )}
      <p class="stage-seed">
        Schedule {schedules.toLocaleString('en')}, seed {seed}
        {link !== null && (
          <button type="button" onClick={link}>
            Link to this schedule
          </button>
        )}
      </p>
    </section>
  );
}
