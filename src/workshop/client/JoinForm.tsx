/** How somebody becomes an attendee: with the code and a name. */
import { useRef, useState } from 'preact/hooks';
import type { Command } from '../schema.ts';
import { join, newId, Rejected } from './api.ts';
import { remember } from './place.ts';

interface Props {
  code: string;
  onJoined: () => void;
}

export function JoinForm({ code, onJoined }: Props) {
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  // One id until it has worked: whoever presses twice joins once.
  const id = useRef(newId());

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? '');
    setBusy(true);
    try {
      const command = {
        type: 'Join',
        id: id.current,
        name: text('name'),
        mirrors: form.has('mirrors'),
      } satisfies Command;
      await join(text('code'), command);
      remember();
      onJoined();
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      setSaid(error.message);
      setBusy(false);
    }
  }

  return (
    <form class="ws-join" onSubmit={(event) => void submit(event)}>
      <label>
        Code
        <input
          name="code"
          required
          defaultValue={code}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
        />
      </label>
      <label>
        Your name, as the instructor will see it
        <input name="name" required maxLength={40} autocomplete="nickname" />
      </label>
      <label class="ws-check">
        <input name="mirrors" type="checkbox" />
        The instructor may look at my code, as I last ran or checked it, while my hand is up
      </label>
      <button class="ws-primary" disabled={busy}>
        Join
      </button>
      <p role="status">{said}</p>
    </form>
  );
}
