/** Who moves the room, where several lead: one at a time, by name, and any other can take over. */
import { useState } from 'preact/hooks';
import { LIMITS } from '../../limits.ts';
import type { Session } from '../../session.ts';
import { local } from '../place.ts';
import type { Send } from './Instructor.tsx';

const NAME = 'handbook:1:workshop-instructor';

interface Props {
  driver: Session['driver'];
  /** Your id among the instructors. */
  you: string;
  send: Send;
}

export function Driver({ driver, you, send }: Props) {
  if (driver?.instructor === you) {
    return (
      <p class="ws-driver">
        You drive the room, as <b>{driver.name}</b>.
      </p>
    );
  }
  if (driver) {
    return (
      <div class="ws-driver">
        <p>
          <b>{driver.name}</b> drives the room.
        </p>
        <TakeForm label="Take over" send={send} />
      </div>
    );
  }
  return (
    <details class="ws-driver">
      <summary>Several of you lead?</summary>
      <p>Until somebody drives, each of you can move the room and ask questions. Then only the driver can.</p>
      <TakeForm label="Drive the room" send={send} />
    </details>
  );
}

function TakeForm({ label, send }: { label: string; send: Send }) {
  const [name, setName] = useState(() => local.getItem(NAME) ?? '');
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    local.setItem(NAME, name);
    send({ type: 'TakeDriver', name });
  }
  return (
    <form class="ws-inline" onSubmit={submit}>
      <label>
        Your name, for the other instructors{' '}
        <input
          name="driver"
          required
          maxLength={LIMITS.name}
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </label>
      <button>{label}</button>
    </form>
  );
}
