/** The session once more, fact by fact: the room as it stood at any moment. */
import { useMemo, useState } from 'preact/hooks';
import type { SeenFact } from '../../protocol.ts';
import { momentsOf } from '../../replay.ts';
import { Tally } from '../Poll.tsx';
import { RoomTable } from './Grid.tsx';

/** @param facts a copy of all that have come, in their order */
export function Replay({ facts }: { facts: () => readonly SeenFact[] }) {
  // What comes meanwhile does not move the moments under the hand that scrubs.
  const [taken, setTaken] = useState<readonly SeenFact[]>([]);
  return (
    <section aria-labelledby="ws-replay">
      <h2 id="ws-replay">Replay</h2>
      <details onToggle={({ currentTarget }) => setTaken(currentTarget.open ? facts() : [])}>
        <summary>The session from its beginning</summary>
        {taken.length > 0 && (
          <>
            <Scrubber key={taken.length} facts={taken} />
            <button type="button" onClick={() => setTaken(facts())}>
              Up to now
            </button>
          </>
        )}
      </details>
    </section>
  );
}

function Scrubber({ facts }: { facts: readonly SeenFact[] }) {
  const moments = useMemo(() => momentsOf(facts), [facts]);
  const [chosen, setChosen] = useState(facts.length);
  const count = Math.min(chosen, facts.length);
  const { session, at, sentence } = moments.after(count);
  const hands = [...session.attendees].filter(([, { hand }]) => hand);
  const seats = [...session.attendees.keys()];
  const poll = [...session.polls.values()].at(-1);
  const time = new Date(at).toLocaleTimeString('en-GB');
  return (
    <>
      <label class="ws-scrub">
        Moment
        <input
          type="range"
          min={1}
          max={facts.length}
          value={count}
          aria-valuetext={`${time}, fact ${count} of ${facts.length}: ${sentence}`}
          onInput={({ currentTarget }) => setChosen(Number(currentTarget.value))}
        />
      </label>
      <p>
        <button type="button" disabled={count <= 1} onClick={() => setChosen(count - 1)}>
          Step back
        </button>{' '}
        <button type="button" disabled={count >= facts.length} onClick={() => setChosen(count + 1)}>
          Step on
        </button>{' '}
        <b>{time}</b> {count} of {facts.length}: {sentence}
      </p>
      <p>
        The room was {session.path === null ? 'nowhere yet' : <>at {session.path}</>}; solutions{' '}
        {session.solutionsLocked ? 'locked' : 'open'}.
      </p>
      <p>
        Hands up: {hands.length}
        {hands.map(([id, { hand }]) => ` · Seat ${seats.indexOf(id) + 1}${hand?.note && `: “${hand.note}”`}`)}
      </p>
      {poll && <Tally poll={poll} />}
      <RoomTable session={session} now={at} label="The room at that moment" />
    </>
  );
}
