/** The queue of raised hands, the longest first, with the code of who asks. */
import { useState } from 'preact/hooks';
import type { FileMap } from '#lab/model.ts';
import { LIMITS } from '../../limits.ts';
import type { Session } from '../../session.ts';
import { read } from '../api.ts';
import type { RoomClient } from '../room-client.ts';
import type { Send } from './Instructor.tsx';
import { minutesSince } from './time.ts';

export function Hands({ client, send }: { client: RoomClient; send: Send }) {
  const queue = [...client.session.value.attendees]
    .flatMap(([id, { name, hand }]) => (hand ? [{ id, name, ...hand }] : []))
    .toSorted((a, b) => a.at - b.at);
  return (
    <section aria-labelledby="ws-hands">
      <h2 id="ws-hands">Hands up: {queue.length}</h2>
      <ol class="ws-hands">
        {queue.map(({ id, name, exercise, note, at }) => (
          <li key={id}>
            <b>{name || 'Somebody without a name'}</b> {exercise ?? ''}{' '}
            <span class="ws-small">{minutesSince(at, client.now())}</span>{' '}
            <button type="button" onClick={() => send({ type: 'AnswerHand', attendee: id })}>
              Answered
            </button>
            {note && <p>“{note}”</p>}
            {exercise && <TheirCode attendee={id} exercise={exercise} />}
          </li>
        ))}
      </ol>
      <Hint people={client.session.value.attendees} send={send} />
    </section>
  );
}

function TheirCode({ attendee, exercise }: { attendee: string; exercise: string }) {
  const [shown, setShown] = useState<FileMap | string | null>(null);
  async function look(): Promise<void> {
    const query = new URLSearchParams({ as: 'instructor', attendee, exercise });
    try {
      const { files } = await read<{ files: FileMap | null }>(`/code?${query}`);
      setShown(files ?? 'No code was shown yet: it comes with a run or a check, if its author agreed.');
    } catch (error) {
      setShown((error as Error).message);
    }
  }
  return (
    <details onToggle={({ currentTarget }) => void (currentTarget.open && look())}>
      <summary>Code</summary>
      {typeof shown === 'string' && <p>{shown}</p>}
      {shown !== null &&
        typeof shown === 'object' &&
        Object.entries(shown).map(([file, text]) => (
          <figure key={file} class="ws-file">
            <figcaption>{file}</figcaption>
            <pre tabIndex={0}>{text}</pre>
          </figure>
        ))}
    </details>
  );
}

function Hint({ people, send }: { people: Session['attendees']; send: Send }) {
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const data = new FormData(form);
    const to = String(data.get('to') ?? '');
    send({ type: 'PushHint', attendee: to === '' ? null : to, text: String(data.get('hint') ?? '') });
    form.reset();
  }
  return (
    <form class="ws-inline" onSubmit={submit}>
      <label>
        A hint <input name="hint" required maxLength={LIMITS.hint} />
      </label>
      <label>
        for{' '}
        <select name="to">
          <option value="">everybody</option>
          {[...people]
            .filter(([, { presence, name }]) => presence === 'here' && name)
            .map(([id, { name }]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </select>
      </label>
      <button>Send</button>
    </form>
  );
}
