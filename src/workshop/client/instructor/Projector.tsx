/** What the room may see of itself, in large type: how to join, the newest question, and the grid without a name. */
import type { Poll } from '../../session.ts';
import type { RoomClient } from '../room-client.ts';
import { Tally } from '../Poll.tsx';
import { RoomTable } from './Grid.tsx';
import { JoinCard } from './JoinCard.tsx';

export function Projector({ client, code }: { client: RoomClient; code: string }) {
  const session = client.session.value;
  const poll = [...session.polls.values()].at(-1);
  return (
    <div class="ws-projector">
      {session.phase === 'open' && <JoinCard code={code} />}
      {poll && (
        <section aria-label="The newest question">
          {poll.tally ? <Tally poll={poll} /> : <Asked poll={poll} />}
        </section>
      )}
      <section aria-label="The room">
        <RoomTable
          session={session}
          now={client.now()}
          label="Exercises of the room"
          online={new Set(client.online.value)}
        />
      </section>
    </div>
  );
}

/** While it is open the count would tell the undecided what the others think. */
function Asked({ poll }: { poll: Poll }) {
  return (
    <>
      <h2>{poll.question}</h2>
      <ul>
        {poll.choices.map((choice, index) => (
          <li key={index}>{choice}</li>
        ))}
      </ul>
      <p>Answers so far: {poll.answers.size}</p>
    </>
  );
}
