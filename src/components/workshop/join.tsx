/** The page /workshop/: the form, or what to do next for who has joined. */
import { render } from 'preact';
import { read } from '#workshop/client/api.ts';
import { JoinForm } from '#workshop/client/JoinForm.tsx';
import { forget, hasJoined } from '#workshop/client/place.ts';
import { attendHere } from '../shell/attend-here.ts';

interface RoomFound {
  phase: 'before' | 'open' | 'ended';
  title: string;
}

const place = document.getElementById('ws-join');
if (place) void begin(place);

async function begin(at: HTMLElement): Promise<void> {
  const room = await read<RoomFound>('/room').catch(() => null);
  at.replaceChildren();
  if (room === null) {
    render(<p>No workshop runs behind this address. Ask the instructor for the right one.</p>, at);
    return;
  }
  const joined = () => {
    attendHere();
    render(
      <p>
        You are in. When the instructor moves the room, this page goes along; the bar below says what is new.
      </p>,
      at,
    );
  };
  const isAttendee = await read('/me?as=attendee').then(
    () => true,
    () => false,
  );
  if (isAttendee && hasJoined()) joined();
  else {
    if (hasJoined()) forget();
    render(
      <>
        <p class="ws-title">{room.title}</p>
        <JoinForm code={decodeURIComponent(location.hash.slice(1))} onJoined={joined} />
      </>,
      at,
    );
  }
}
