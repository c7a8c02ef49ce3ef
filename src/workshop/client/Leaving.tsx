/** The way out of a workshop: with one's code, and with or without leaving the name behind. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { forget } from './place.ts';
import type { RoomClient } from './room-client.ts';

interface Props {
  client: RoomClient;
  /** Empty if it was deleted. */
  name: string;
  /** Hands over all code of this browser; resolves with a sentence about it. */
  takeAlong: () => Promise<string>;
  onGone: () => void;
}

/** Whoever leaves does not wait longer for a server that may be away. */
const LEAVE_MS = 2_000;

export function Leaving({ client, name, takeAlong, onGone }: Props) {
  const [asked, setAsked] = useState<'leave' | 'name' | null>(null);
  const [said, setSaid] = useState('');
  const question = useRef<HTMLParagraphElement>(null);
  // It comes at the foot of a box that scrolls: on a phone nobody would see it.
  useEffect(() => question.current?.scrollIntoView({ block: 'nearest' }), [asked]);
  const say = (promise: Promise<string>) => void promise.catch((error: Error) => error.message).then(setSaid);

  async function leave(): Promise<void> {
    const sent = client.send({ type: 'Leave' }).catch(() => {});
    await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, LEAVE_MS))]);
    forget();
    onGone();
  }
  async function forgetName(): Promise<string> {
    setAsked(null);
    await client.send({ type: 'ForgetName' });
    return 'Your name is deleted. You can stay without one.';
  }

  return (
    <>
      <div class="ws-out">
        {name && <span>You are {name}.</span>}
        <button type="button" onClick={() => say(takeAlong())}>
          Take all my code along (zip)
        </button>
        {name && (
          <button type="button" aria-expanded={asked === 'name'} onClick={() => setAsked('name')}>
            Delete my name …
          </button>
        )}
        <button type="button" aria-expanded={asked === 'leave'} onClick={() => setAsked('leave')}>
          Leave …
        </button>
      </div>
      {asked === 'name' && (
        <p ref={question}>
          Your name goes out of the workshop’s record at once. What was done from your place stays there under
          a number: which exercises, which answers, the notes of your hand, and code that you have shown. The
          whole record is deleted when the workshop’s server stops after the session, unless its owner keeps
          it.{' '}
          <button type="button" onClick={() => say(forgetName())}>
            Delete my name
          </button>{' '}
          <button type="button" onClick={() => setAsked(null)}>
            Keep it
          </button>
        </p>
      )}
      {asked === 'leave' && (
        <p ref={question}>
          Leave for good? Your code stays in this browser; take it along first if the browser is not yours.{' '}
          <button type="button" onClick={() => void leave()}>
            Leave
          </button>{' '}
          <button type="button" onClick={() => setAsked(null)}>
            Stay
          </button>
        </p>
      )}
      <p role="status">{said}</p>
    </>
  );
}
