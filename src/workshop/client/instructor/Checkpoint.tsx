/** What the instructor gives the room for an exercise: a checkpoint to catch up with, and the solution's lock. */
import { useState } from 'preact/hooks';
import type { FileMap } from '#lab/model.ts';
import type { Session } from '../../session.ts';
import type { Send } from './Instructor.tsx';

const SOURCES = {
  own: 'my own code, as it stands in this browser',
  starter: 'the starter',
  solution: 'the solution',
} as const;

/** The exercises of the site, and where the instructor's code for them is. */
export interface LabShelf {
  exercises: readonly { key: string; title: string }[];
  /** @throws Error with a sentence if there is none */
  files(exercise: string, source: keyof typeof SOURCES): Promise<FileMap>;
}

interface Props {
  session: Session;
  labs: LabShelf;
  send: Send;
}

export function Checkpoint({ session, labs, send }: Props) {
  const [said, setSaid] = useState('');
  const here = labs.exercises.find(({ key }) => session.path?.startsWith(`/labs/${key}/`))?.key;
  const locked = session.solutionsLocked;

  async function push(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const exercise = String(data.get('exercise'));
    try {
      const files = await labs.files(exercise, String(data.get('source')) as keyof typeof SOURCES);
      send({ type: 'PushCheckpoint', exercise, files });
      setSaid(`Attendees can catch up with it in ${exercise}.`);
    } catch (error) {
      setSaid((error as Error).message);
    }
  }

  return (
    <section aria-labelledby="ws-checkpoint">
      <h2 id="ws-checkpoint">Checkpoint and solutions</h2>
      <p>
        {locked ? 'The solutions are locked. ' : 'Everybody can look at the solutions. '}
        <button type="button" onClick={() => send({ type: locked ? 'UnlockSolutions' : 'LockSolutions' })}>
          {locked ? 'Unlock the solutions' : 'Lock the solutions'}
        </button>
      </p>
      <form class="ws-inline" onSubmit={(event) => void push(event)}>
        <label>
          Exercise {/* Another one when the room moves; what the instructor has chosen stays until then. */}
          <select name="exercise" key={here ?? ''} defaultValue={here}>
            {labs.exercises.map(({ key, title }) => (
              <option key={key} value={key} selected={key === here}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label>
          Checkpoint{' '}
          <select name="source">
            {Object.entries(SOURCES).map(([source, name]) => (
              <option key={source} value={source}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button>Give it to the room</button>
      </form>
      <p role="status">{said}</p>
    </section>
  );
}
