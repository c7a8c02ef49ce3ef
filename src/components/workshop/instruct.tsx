/** The page /workshop/instructor/: takes the key out of the address, and shows the room. */
import { render } from 'preact';
import { becomeInstructor, read } from '#workshop/client/api.ts';
import { Instructor } from '#workshop/client/instructor/Instructor.tsx';
import type { LabShelf } from '#workshop/client/instructor/Checkpoint.tsx';
import type { SeenFact } from '#workshop/protocol.ts';
import { startLeading } from '#workshop/client/place.ts';
import { createRoomClient } from '#workshop/client/room-client.ts';
import { createLabShelf } from './lab-shelf.ts';

const place = document.getElementById('ws-instructor');
if (place) void begin(place);

async function begin(at: HTMLElement): Promise<void> {
  const key = new URLSearchParams(location.hash.slice(1)).get('key');
  const isProjector = new URLSearchParams(location.search).has('projector');
  document.documentElement.toggleAttribute('data-projector', isProjector);
  // The address is on the projector from now on.
  if (key !== null) history.replaceState(null, '', `${location.pathname}${location.search}`);
  try {
    const known = await read('/me?as=instructor').catch(() => null);
    if (known === null && key !== null) await becomeInstructor(key);
    else if (known === null) throw new Error('Open the instructor’s link that the terminal shows.');
    const client = createRoomClient('instructor');
    const facts: SeenFact[] = [];
    client.onFact((fact) => facts.push(fact));
    startLeading();
    const labs = createLabShelf(JSON.parse(at.dataset['exercises'] ?? '[]') as LabShelf['exercises']);
    at.replaceChildren();
    render(<Instructor client={client} facts={() => [...facts]} labs={labs} isProjector={isProjector} />, at);
  } catch (error) {
    at.textContent = (error as Error).message;
  }
}
