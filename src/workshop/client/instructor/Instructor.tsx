/** The instructor's page: the plan, who is where, who needs help, and what the room thinks. */
import { useEffect, useState } from 'preact/hooks';
import type { Lectern, SeenFact } from '../../protocol.ts';
import { read } from '../api.ts';
import type { Session } from '../../session.ts';
import type { RoomClient, Wish } from '../room-client.ts';
import { Checkpoint, type LabShelf } from './Checkpoint.tsx';
import { Driver } from './Driver.tsx';
import { Grid } from './Grid.tsx';
import { Hands } from './Hands.tsx';
import { JoinCard } from './JoinCard.tsx';
import { Plan } from './Plan.tsx';
import { Projector } from './Projector.tsx';
import { Replay } from './Replay.tsx';
import { Questions } from './Questions.tsx';

export type Send = (wish: Wish) => void;

interface Props {
  client: RoomClient;
  /** A copy of all facts that have come, in their order. */
  facts: () => readonly SeenFact[];
  labs: LabShelf;
  /** Only what the room may see. */
  isProjector: boolean;
}

export function Instructor({ client, facts, labs, isProjector }: Props) {
  const [lectern, setLectern] = useState<Lectern | null>(null);
  const [said, setSaid] = useState('');
  const session = client.session.value;
  const you = client.you.value;
  useEffect(() => {
    void read<Lectern>('/lectern?as=instructor').then(setLectern, (error: Error) => setSaid(error.message));
  }, []);

  const send: Send = (wish) =>
    void client.send(wish).then(
      () => setSaid(''),
      (error: Error) => setSaid(error.message),
    );

  if (isProjector) return lectern && <Projector client={client} code={lectern.joinCode} />;
  return (
    <>
      <p class="ws-said" role="status">
        {said || (client.link.value === 'live' ? '' : 'The server cannot be reached just now.')}
      </p>
      {session.phase === 'ended' && <p class="ws-title">The session has ended.</p>}
      {you?.role === 'instructor' && session.phase !== 'ended' && (
        <Driver driver={session.driver} you={you.instructor} send={send} />
      )}
      <Parts client={client} />
      {session.phase !== 'ended' && (
        <div class="ws-columns">
          <div>
            {lectern && <JoinCard code={lectern.joinCode} />}
            <Hands client={client} send={send} />
            <Questions session={session} send={send} />
            <Checkpoint session={session} labs={labs} send={send} />
          </div>
          <div>
            <Plan agenda={lectern?.agenda ?? []} path={session.path} send={send} />
          </div>
        </div>
      )}
      <Grid client={client} send={send} />
      <Replay facts={facts} />
      <Closing session={session} send={send} />
    </>
  );
}

/** Where everything is on the page, with what must not be overlooked: it stays in sight. */
function Parts({ client }: { client: RoomClient }) {
  const { phase, attendees } = client.session.value;
  const hands = [...attendees.values()].filter(({ hand }) => hand).length;
  return (
    <nav class="ws-parts" aria-label="On this page">
      {phase !== 'ended' && (
        <>
          <a href="#ws-hands" data-urgent={hands > 0 ? '' : undefined}>
            Hands up: {hands}
          </a>
          <a href="#ws-questions">Ask</a>
          <a href="#ws-checkpoint">Checkpoint</a>
          <a href="#ws-plan">Plan</a>
        </>
      )}
      <a href="#ws-grid">Room</a>
      <a href="#ws-replay">Replay</a>
      <a href="#ws-end">{phase === 'ended' ? 'Take it along' : 'End'}</a>
      <a href="?projector" target="_blank">
        For the projector
      </a>
    </nav>
  );
}

function Closing({ session: { title, phase }, send }: { session: Session; send: Send }) {
  const [sure, setSure] = useState(false);
  return (
    <section aria-labelledby="ws-end">
      <h2 id="ws-end">{phase === 'ended' ? 'Take it along' : 'Take it along, and end'}</h2>
      <p>
        <a href="/workshop/api/export.csv?as=instructor">Who got how far (CSV)</a>
        {' · '}
        <a href="/workshop/api/export.json?as=instructor">The whole session (JSON)</a>
      </p>
      {phase === 'ended' ? null : sure ? (
        <p>
          End “{title}” for everybody?{' '}
          <button type="button" onClick={() => (send({ type: 'EndSession' }), setSure(false))}>
            End the session
          </button>{' '}
          <button type="button" onClick={() => setSure(false)}>
            Go on
          </button>
        </p>
      ) : (
        <button type="button" onClick={() => setSure(true)}>
          End the session …
        </button>
      )}
    </section>
  );
}
