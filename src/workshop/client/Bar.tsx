/**
 * The bar of an attendee, at the foot of every page of the site while the workshop lasts: one line with what is new,
 * which opens to everything else.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ReadonlySignal } from '@preact/signals';
import { CatchUp, ShownCode } from './CatchUp.tsx';
import { Hand } from './Hand.tsx';
import { Leaving } from './Leaving.tsx';
import type { News } from './news.ts';
import { Hints } from './Hints.tsx';
import { follows, followMove, forget, isHere, lastRead, setFollows, setLastRead } from './place.ts';
import { Question, Tally } from './Poll.tsx';
import type { RoomClient, Wish } from './room-client.ts';

export interface BarProps {
  client: RoomClient;
  /** What has happened last that concerns the attendee. */
  news: ReadonlySignal<News | null>;
  /** `<lab>/<exercise>` that was worked on last on this page; null if none. */
  exercise: () => string | null;
  /** Hands over all code of this browser; resolves with a sentence about it. */
  takeAlong: () => Promise<string>;
  onGone: () => void;
}

export function Bar(props: BarProps) {
  const { client, onGone } = props;
  const news = props.news.value;
  const link = client.link.value;
  const [isOpen, setOpen] = useState(false);
  const [read, setRead] = useState(lastRead);
  const [following, setFollowing] = useState(follows);
  const opener = useRef<HTMLButtonElement>(null);
  const { path } = client.session.value;
  const version = news?.version ?? 0;
  const hasMovedAlong = news?.isMove === true && path !== null && isHere(path);

  useEffect(() => {
    if (following && path !== null && link === 'live') followMove(path);
  }, [path, following, link]);
  // What comes while the bar is open is read at once.
  useEffect(() => {
    if (!isOpen || version <= read) return;
    setLastRead(version);
    setRead(version);
  }, [isOpen, version, read]);

  function closeOnEscape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !isOpen) return;
    setOpen(false);
    opener.current?.focus();
  }

  if (link === 'stranger') {
    return (
      <section class="ws-bar" aria-label="Workshop">
        <p class="ws-line">
          <span>You take no part in this workshop any more.</span>
          <button type="button" onClick={() => (forget(), onGone())}>
            Close
          </button>
        </p>
      </section>
    );
  }
  return (
    <section class="ws-bar" aria-label="Workshop" onKeyDown={closeOnEscape}>
      <div class="ws-line">
        <button
          ref={opener}
          type="button"
          class="ws-open"
          aria-expanded={isOpen}
          aria-controls="ws-more"
          onClick={() => setOpen(!isOpen)}
        >
          Workshop
        </button>
        <span class="ws-news" role="status">
          {link === 'live' && version > read && !hasMovedAlong && <b>New </b>}
          {troubleOf(link) ?? (hasMovedAlong ? 'You are where the room is.' : (news?.text ?? ''))}
        </span>
        {path !== null && !isHere(path) && (
          <a class="ws-to" href={path}>
            To the room
          </a>
        )}
      </div>
      <div id="ws-more" class="ws-more" hidden={!isOpen}>
        <Inside
          {...props}
          onTaken={() => setOpen(false)}
          following={following}
          onFollow={(value) => {
            setFollows(value);
            setFollowing(value);
          }}
        />
      </div>
    </section>
  );
}

interface InsideProps extends BarProps {
  /** Code has been handed to the workbench: the attendee wants to see it. */
  onTaken: () => void;
  following: boolean;
  onFollow: (value: boolean) => void;
}

function Inside({ client, exercise, takeAlong, onGone, onTaken, following, onFollow }: InsideProps) {
  const [said, setSaid] = useState('');
  const session = client.session.value;
  const you = client.you.value;
  const id = you?.role === 'attendee' ? you.attendee : '';
  const me = session.attendees.get(id);
  const poll = [...session.polls].findLast(([, { tally }]) => tally === null);
  const last = [...session.polls.values()].at(-1);
  const isOpen = session.phase !== 'ended';
  const isHereToo = session.path !== null && isHere(session.path);

  const send = (wish: Wish) =>
    void client.send(wish).then(
      () => setSaid(''),
      (error: Error) => setSaid(error.message),
    );

  return (
    <>
      {!isOpen && (
        <p>
          <b>The session has ended.</b> Take your code along before you close this page.
        </p>
      )}
      {poll && (
        <Question
          poll={poll[1]}
          mine={poll[1].answers.get(id)}
          onChoose={(choice) => send({ type: 'AnswerPoll', poll: poll[0], choice })}
        />
      )}
      {!poll && last?.tally && <Tally poll={last} mine={last.answers.get(id)} />}
      <Hints hints={session.hints} />
      <ShownCode shown={session.shown} onTaken={onTaken} />
      <CatchUp checkpoints={session.checkpoints} onTaken={onTaken} />
      {isOpen && <Hand hand={me?.hand ?? null} exercise={exercise} send={send} />}
      {isOpen && (
        <>
          <label>
            <input
              type="checkbox"
              checked={following}
              onChange={({ currentTarget }) => onFollow(currentTarget.checked)}
            />
            Follow the room{isHereToo ? ' (you are where it is)' : ''}
          </label>
          <label>
            <input
              type="checkbox"
              checked={me?.mirrors ?? false}
              onChange={({ currentTarget }) =>
                send({ type: 'ChangeConsent', mirrors: currentTarget.checked })
              }
            />
            The instructor may look at my code, as I last ran or checked it, while my hand is up
          </label>
        </>
      )}
      <Leaving client={client} name={me?.name ?? ''} takeAlong={takeAlong} onGone={onGone} />
      <p role="status">{said}</p>
    </>
  );
}

function troubleOf(link: RoomClient['link']['value']): string | undefined {
  if (link === 'connecting') return 'The workshop cannot be reached just now. Your work stays here.';
  if (link === 'asleep') return 'Paused: another tab follows the workshop.';
  if (link === 'outdated') return 'This page is older than the server: reload it.';
  return undefined;
}
