/** On the pages of an instructor: a line that shows each run of theirs to the room, if they want that. */
import { signal } from '@preact/signals';
import { render } from 'preact';
import { newId, Rejected, sendCommand } from './api.ts';
import barStyles from './bar.css?inline';
import { createOutbox } from './outbox.ts';
import { local, stopLeading } from './place.ts';
import type { Work } from './start-attendee.tsx';

export interface Leading {
  /** A run or a check has ended on the instructor's code. */
  report(work: Work): void;
}

const SHOWS = 'handbook:1:workshop-shows';
const RETRY_MS = 1_000;

let leading: Leading | undefined;

/** Once for a page's life, however often it is asked for. */
export function lead(): Leading {
  leading ??= begin();
  return leading;
}

function begin(): Leading {
  const isShowing = signal(local.getItem(SHOWS) === 'yes');
  const said = signal('');
  const outbox = createOutbox({
    shelf: undefined,
    post: (command) => sendCommand('instructor', command),
    pause: () => new Promise((resolve) => setTimeout(resolve, RETRY_MS)),
    over: new AbortController().signal,
  });
  const place = document.createElement('div');
  const style = document.createElement('style');
  style.textContent = barStyles;
  const put = () => {
    document.head.append(style);
    document.body.append(place);
  };
  put();
  document.addEventListener('astro:after-swap', put);

  function choose(value: boolean): void {
    isShowing.value = value;
    local.setItem(SHOWS, value ? 'yes' : 'no');
    said.value = value ? 'Your next run or check is shown.' : '';
  }

  function end(): void {
    document.removeEventListener('astro:after-swap', put);
    render(null, place);
    place.remove();
    stopLeading();
    local.removeItem(SHOWS);
    leading = undefined;
  }

  function Line() {
    return (
      <section class="ws-bar ws-lead" aria-label="You lead the workshop">
        <div class="ws-line">
          <a href="/workshop/instructor/">You lead</a>
          <label>
            <input
              type="checkbox"
              checked={isShowing.value}
              onChange={({ currentTarget }) => choose(currentTarget.checked)}
            />
            Show my runs to the room
          </label>
          <span class="ws-news" role="status">
            {said}
          </span>
          <button type="button" onClick={end}>
            Hide
          </button>
        </div>
      </section>
    );
  }

  render(<Line />, place);
  return {
    report({ exercise, files }) {
      if (!isShowing.peek()) return;
      outbox.send({ type: 'ShowCode', id: newId(), exercise, files }).then(
        () => (said.value = `The room can see your code for ${exercise}.`),
        (error: Error) => {
          said.value = error.message;
          if (error instanceof Rejected && error.retry === 'join') choose(false);
        },
      );
    },
  };
}
