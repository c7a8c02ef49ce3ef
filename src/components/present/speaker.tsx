/** The speaker's window: what the room sees, what comes next, the notes of the section, and the time. */
import { render, type RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { isTurnedOff } from '#workbench/single-keys.ts';
import { openChannel } from './channel.ts';
import { focusOn } from './focus.ts';
import { wishFor, type Wish } from './keys.ts';
import type { SpeakerNote } from './speaker-note.ts';
import { SpeakerNotes } from './SpeakerNotes.tsx';
import { Times } from './Times.tsx';

/** These concern the window in which they are pressed, and make no sense in this one. */
const NOT_HERE: ReadonlySet<Wish> = new Set(['full', 'speaker', 'outline', 'leave']);

const root = document.getElementById('speaker');
if (root)
  render(<Speaker chapter={root.dataset['chapter'] ?? ''} title={root.dataset['title'] ?? ''} />, root);

interface Screen {
  width: number;
  height: number;
}

function Speaker({ chapter, title }: { chapter: string; title: string }) {
  const now = useRef<HTMLIFrameElement>(null);
  const [notes, setNotes] = useState<readonly SpeakerNote[] | null>(null);
  const [said, setSaid] = useState('');
  const [screen, setScreen] = useState<Screen>({ width: 1280, height: 720 });
  const [section, setSection] = useState('');
  const [where, setWhere] = useState('');

  const wish = (detail: Wish) =>
    now.current?.contentDocument?.dispatchEvent(new CustomEvent('deck:wish', { detail }));

  useEffect(() => {
    openChannel(chapter, (told) => {
      if (told.type === 'screen') setScreen({ width: told.width, height: told.height });
    });
    addEventListener('keydown', (event) => {
      const wanted = wishFor(event, focusOn(event.target));
      if (wanted === null || NOT_HERE.has(wanted) || isTurnedOff(event)) return;
      event.preventDefault();
      wish(wanted);
    });
    fetch('../notes.json')
      .then((answer) =>
        answer.ok ? answer.json() : Promise.reject(new Error(`it answered ${answer.status}`)),
      )
      .then((read) => setNotes(read as SpeakerNote[]))
      .catch((error: Error) =>
        setSaid(`The notes could not be loaded (${error.message}). Reload this window.`),
      );
  }, []);

  /** The picture of what the room sees is a deck itself: it says where it is. */
  function follow(): void {
    const deck = now.current?.contentDocument;
    if (!deck) return;
    const look = () => {
      const slide = deck.querySelector<HTMLElement>('.slide:not([hidden])');
      setSection(slide?.dataset['section'] ?? '');
      setWhere(deck.querySelector('.deck-where')?.textContent ?? '');
    };
    deck.addEventListener('deck:moved', look);
    look();
  }

  function jump(to: string): void {
    const target = now.current?.contentWindow;
    if (target) target.location.hash = to === '' ? '#/0' : `#${to}`;
  }

  return (
    <>
      <header class="sp-head">
        <h1>{title}</h1>
        <p role="status">{said || where}</p>
        <nav aria-label="Slides">
          <button type="button" onClick={() => wish('previous')}>
            ‹ Back
          </button>
          <button type="button" class="sp-main" onClick={() => wish('next')}>
            Next ›
          </button>
          <button type="button" onClick={() => wish('blank')}>
            Black screen
          </button>
        </nav>
      </header>
      <div class="sp-body">
        <div class="sp-left">
          <Picture name="On the screen" view="now" screen={screen} frame={now} onLoad={follow} />
          <SpeakerNotes note={notes?.find((each) => each.section === section)} isLoaded={notes !== null} />
        </div>
        <div class="sp-right">
          <Picture name="Next" view="next" screen={screen} />
          {notes && <Times chapter={chapter} plan={notes} section={section} jump={jump} />}
        </div>
      </div>
    </>
  );
}

interface PictureProps {
  name: string;
  view: 'now' | 'next';
  screen: Screen;
  frame?: RefObject<HTMLIFrameElement>;
  onLoad?: () => void;
}

/** A deck of the room's size, made small. It is looked at: nothing in it takes a click or the focus. */
function Picture({ name, view, screen, frame, onLoad }: PictureProps) {
  const box = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(0.3);
  useEffect(() => {
    const fit = () => setScale((box.current?.clientWidth ?? 0) / screen.width);
    const watch = new ResizeObserver(fit);
    if (box.current) watch.observe(box.current);
    fit();
    return () => watch.disconnect();
  }, [screen.width]);
  return (
    <figure class={`sp-picture sp-${view}`}>
      <figcaption>{name}</figcaption>
      <div ref={box} class="sp-screen" style={{ aspectRatio: `${screen.width} / ${screen.height}` }}>
        <iframe
          ref={frame ?? null}
          src={`../?view=${view}`}
          title={name}
          tabIndex={-1}
          inert
          onLoad={() => onLoad?.()}
          style={{ width: `${screen.width}px`, height: `${screen.height}px`, transform: `scale(${scale})` }}
        />
      </div>
    </figure>
  );
}
