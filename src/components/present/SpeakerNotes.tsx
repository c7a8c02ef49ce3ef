import type { SpeakerNote } from './speaker-note.ts';

const CUTS = { never: '', 'if-needed': 'Can be cut when time is short.', first: 'Cut this first.' } as const;

/** What to do in this section, and what somebody in the room will say. */
export function SpeakerNotes({ note, isLoaded }: { note: SpeakerNote | undefined; isLoaded: boolean }) {
  return (
    <section class="sp-notes" aria-labelledby="sp-notes" tabIndex={0}>
      <h2 id="sp-notes">{note ? note.title : 'Notes'}</h2>
      {!note && <p>{isLoaded ? 'This part has no notes.' : 'The notes are on their way …'}</p>}
      {note && CUTS[note.cut] && <p class="sp-cut">{CUTS[note.cut]}</p>}
      {/* The site's own Markdown, rendered when it was built. */}
      {note && <div dangerouslySetInnerHTML={{ __html: note.html }} />}
      {note?.misconceptions.map(({ says, ask, html }) => (
        <div key={says} class="sp-misconception">
          <p class="sp-says">“{says}”</p>
          <p>
            <b>Ask:</b> {ask}
          </p>
          <div dangerouslySetInnerHTML={{ __html: html }} />
        </div>
      ))}
    </section>
  );
}
