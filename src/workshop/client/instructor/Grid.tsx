/** Exercises × attendees: what each has come to, and how long ago. Without names, it may stand on the projector. */
import { useState } from 'preact/hooks';
import type { ExerciseState } from '../../protocol.ts';
import type { Progress, Session } from '../../session.ts';
import type { RoomClient } from '../room-client.ts';
import type { Send } from './Instructor.tsx';
import { minutesSince } from './time.ts';

const SIGNS: Readonly<Record<ExerciseState, string>> = {
  opened: '○ opened',
  ran: '▷ ran',
  failed: '✗ failing',
  passed: '✓ passed',
};

export function Grid({ client, send }: { client: RoomClient; send: Send }) {
  const [named, setNamed] = useState(false);
  const people = [...client.session.value.attendees].filter(([, { presence }]) => presence === 'here');
  const online = new Set(client.online.value);
  const now = client.now();
  return (
    <section aria-labelledby="ws-grid">
      <h2 id="ws-grid">
        The room: {people.length} joined, {people.filter(([id]) => online.has(id)).length} here now
      </h2>
      <label>
        <input
          type="checkbox"
          checked={named}
          onChange={({ currentTarget }) => setNamed(currentTarget.checked)}
        />{' '}
        Show names
      </label>
      <RoomTable
        session={client.session.value}
        now={now}
        label="Exercises of the room"
        online={online}
        isNamed={named}
        onRemove={(attendee) => send({ type: 'RemoveAttendee', attendee })}
      />
    </section>
  );
}

interface TableProps {
  session: Session;
  /** Milliseconds since 1970, to which times are told. */
  now: number;
  label: string;
  /** Attendees with a page open; undefined if nobody knows. */
  online?: ReadonlySet<string>;
  /** Shows names, and with them what can be done to one person. */
  isNamed?: boolean;
  onRemove?: (attendee: string) => void;
}

export function RoomTable({ session, now, label, online, isNamed = false, onRemove }: TableProps) {
  const seats = [...session.attendees.keys()];
  const people = [...session.attendees].filter(([, { presence }]) => presence === 'here');
  const exercises = [...new Set(people.flatMap(([, { progress }]) => Object.keys(progress)))].toSorted();
  if (people.length === 0) return <p>Nobody is in the room.</p>;
  return (
    <div class="ws-scroll" tabIndex={0} role="region" aria-label={label}>
      <table class="ws-grid">
        <thead>
          <tr>
            <th scope="col">Attendee</th>
            {exercises.map((exercise) => (
              <th key={exercise} scope="col">
                {exercise}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map(([id, { name, progress, hand }]) => (
            <tr key={id}>
              <th scope="row">
                {isNamed && name ? name : `Seat ${seats.indexOf(id) + 1}`}
                {!online || online.has(id) ? '' : ' (away)'}
                {hand && ' (hand up)'}
                {isNamed && onRemove && <Remove name={name} onSure={() => onRemove(id)} />}
              </th>
              {exercises.map((exercise) => (
                <Cell key={exercise} progress={progress[exercise]} now={now} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Asks again: who is removed cannot come back, and loses the name in the record. */
function Remove({ name, onSure }: { name: string; onSure: () => void }) {
  const [isSure, setSure] = useState(false);
  const who = name || 'somebody without a name';
  if (!isSure) {
    return (
      <button type="button" class="ws-remove" onClick={() => setSure(true)} aria-label={`Remove ${who} …`}>
        Remove …
      </button>
    );
  }
  return (
    <>
      <button type="button" class="ws-remove" onClick={onSure}>
        Remove {who} for good
      </button>
      <button type="button" class="ws-remove" onClick={() => setSure(false)}>
        No
      </button>
    </>
  );
}

function Cell({ progress, now }: { progress: Progress | undefined; now: number }) {
  if (!progress) return <td />;
  const { state, failing, passed, at } = progress;
  return (
    <td data-state={state}>
      {SIGNS[state]}
      {passed && state !== 'passed' ? ' (has passed)' : ''}
      <small>
        {minutesSince(at, now)}
        {failing && `: ${failing}`}
      </small>
    </td>
  );
}
