/** Raises the attendee's hand, with a word on what it is about, and takes it down again. */
import { LIMITS } from '../limits.ts';
import type { Attendee } from '../session.ts';
import type { Wish } from './room-client.ts';

interface Props {
  hand: Attendee['hand'];
  exercise: () => string | null;
  send: (wish: Wish) => void;
}

export function Hand({ hand, exercise, send }: Props) {
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const note = String(new FormData(event.currentTarget as HTMLFormElement).get('note') ?? '');
    send({ type: 'RaiseHand', exercise: exercise(), note });
  }
  if (hand) {
    return (
      <p>
        Your hand is up{hand.note ? `: “${hand.note}”` : '.'}{' '}
        <button type="button" onClick={() => send({ type: 'LowerHand' })}>
          Lower your hand
        </button>
      </p>
    );
  }
  return (
    <form onSubmit={submit}>
      <label class="ws-note">
        What it is about, if you like <input name="note" maxLength={LIMITS.note} autocomplete="off" />
      </label>{' '}
      <button>Raise your hand</button>
    </form>
  );
}
