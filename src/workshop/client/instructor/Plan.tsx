/** The agenda of a chapter: each section with its minutes, its notes, and the button that moves the room there. */
import { useState } from 'preact/hooks';
import type { Agenda, AgendaSection } from '../../protocol.ts';
import type { Send } from './Instructor.tsx';

const CUTS = { never: '', 'if-needed': 'can be cut', first: 'cut first' } as const;

export function Plan({ agenda, path, send }: { agenda: readonly Agenda[]; path: string | null; send: Send }) {
  const [chosen, setChosen] = useState<number | null>(null);
  const here = agenda.find(({ sections }) => sections.some((section) => section.path === path));
  const chapter = agenda.find((each) => each.chapter === (chosen ?? here?.chapter ?? agenda[0]?.chapter));
  return (
    <section aria-labelledby="ws-plan">
      <h2 id="ws-plan">Plan</h2>
      <label>
        Chapter{' '}
        <select
          value={chapter?.chapter}
          onChange={({ currentTarget }) => setChosen(Number(currentTarget.value))}
        >
          {agenda.map((each) => (
            <option key={each.chapter} value={each.chapter}>
              {each.chapter} {each.title}
            </option>
          ))}
        </select>
      </label>
      <p>
        {path === null ? (
          'The room has not been moved yet.'
        ) : (
          <>
            The room is at <a href={path}>{path}</a>.
          </>
        )}
      </p>
      {chapter?.sections[0] && (
        <p>
          <a href={slidesOf(chapter.sections[0].path)} target="_blank">
            Present chapter {chapter.chapter} as slides
          </a>
          , with a speaker’s window
        </p>
      )}
      <ol class="ws-plan">
        {chapter?.sections.map((section) => (
          <Section key={section.path} section={section} isHere={section.path === path} send={send} />
        ))}
      </ol>
      <Elsewhere send={send} />
    </section>
  );
}

/** A section's slides, beside its page: both have the same name for it. */
const slidesOf = (path: string): string => path.replace('/chapters/', '/present/');

function Section({ section, isHere, send }: { section: AgendaSection; isHere: boolean; send: Send }) {
  const { title, path, minutes, cut, notes, misconceptions } = section;
  return (
    <li aria-current={isHere ? 'step' : undefined}>
      <div class="ws-section">
        <b>{title}</b>
        <span class="ws-small">
          {minutes} min{CUTS[cut] && `, ${CUTS[cut]}`}
        </span>
        <a class="ws-small" href={slidesOf(path)} target="_blank" aria-label={`Slides of: ${title}`}>
          Slides
        </a>
        {isHere ? (
          <span class="ws-here">the room is here</span>
        ) : (
          <button
            type="button"
            aria-label={`Move here: ${title}`}
            onClick={() => send({ type: 'MoveRoom', path })}
          >
            Move here
          </button>
        )}
      </div>
      <details>
        <summary>Notes</summary>
        <p class="ws-notes">{notes}</p>
        {misconceptions.map(({ says, ask }) => (
          <p key={says} class="ws-notes">
            “{says}” Ask: {ask}
          </p>
        ))}
      </details>
    </li>
  );
}

function Elsewhere({ send }: { send: Send }) {
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget as HTMLFormElement).get('path') ?? '');
    // A whole address of this site is taken as well, as it is copied from the bar of the browser.
    const url = URL.canParse(typed, location.origin) ? new URL(typed, location.origin) : null;
    send({ type: 'MoveRoom', path: url === null ? typed : `${url.pathname}${url.hash}` });
  }
  return (
    <form class="ws-inline" onSubmit={submit}>
      <label>
        Another page, for example a lab{' '}
        <input name="path" required placeholder="/labs/event-loop/01-a-c-b/" />
      </label>
      <button>Move the room</button>
    </form>
  );
}
