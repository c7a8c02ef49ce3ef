/** Lets the home page's shop live: real time drives the simulator, the simulator's trace drives the picture. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { createLiveShop, REPLICAS, type LiveShop, type Replica } from '#sim/scenarios/live-shop.ts';
import { EMPTY, evolve, type Picture } from '#views/live-shop/picture.ts';
import { LiveShopView } from '#views/live-shop/LiveShopView.tsx';

const SEED = 'home';
/** Virtual milliseconds that have passed in the picture the page is served with. */
const SERVED_AT = 26_000;
/** A tab that slept does not replay the time it missed. */
const LONGEST_FRAME = 100;

interface Running {
  shop: LiveShop;
  picture: Picture;
}

function begin(): Running {
  const running = { shop: createLiveShop(SEED), picture: EMPTY };
  running.shop.on((event) => (running.picture = evolve(running.picture, event)));
  running.shop.advanceTo(SERVED_AT);
  return running;
}

export function LiveSystem() {
  const [running] = useState(begin);
  const [picture, setPicture] = useState(running.picture);
  const [paused, setPaused] = useState(false);
  const [said, setSaid] = useState('');
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) setPaused(true);
  }, []);
  useEffect(() => (paused ? undefined : play(root.current!, running, setPicture)), [paused, running]);

  const crash = (name: string) => {
    if (!REPLICAS.includes(name as Replica)) return;
    running.shop.crash(name as Replica);
    setPicture(running.picture);
    setSaid(crashSentence(running.picture, name));
  };
  const step = () => {
    const before = running.picture;
    while (running.picture === before) running.shop.advanceTo(running.shop.now + 50);
    setPicture(running.picture);
  };

  return (
    <section class="live-system" aria-label="A small live system" ref={root}>
      <LiveShopView picture={picture} onCrash={crash} />
      <div class="live-controls">
        <p class="live-sentence">{picture.sentence}</p>
        <button type="button" aria-pressed={paused} onClick={() => setPaused(!paused)}>
          {paused ? 'Play' : 'Pause'}
        </button>
        <button type="button" disabled={!paused} onClick={step}>
          Step
        </button>
      </div>
      <p class="sr-only" role="status">
        {said}
      </p>
    </section>
  );
}

function crashSentence(picture: Picture, name: string): string {
  const lost =
    picture.published - picture.reserved - picture.orders.filter((o) => o.place.at !== 'done').length;
  return `Replica ${name} crashed. ${picture.sentence} Orders lost: ${lost}.`;
}

/** Advances the shop with the page's frames while it is in view. Returns the way to stop. */
function play(element: HTMLElement, running: Running, draw: (picture: Picture) => void): () => void {
  let frame = 0;
  let last = 0;
  const tick = (time: number) => {
    const passed = last === 0 ? 0 : Math.min(time - last, LONGEST_FRAME);
    last = time;
    running.shop.advanceTo(running.shop.now + passed);
    draw(running.picture);
    frame = requestAnimationFrame(tick);
  };
  const halt = () => {
    cancelAnimationFrame(frame);
    last = 0;
  };
  const observer = new IntersectionObserver(([entry]) => {
    halt();
    if (entry!.isIntersecting) frame = requestAnimationFrame(tick);
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
    halt();
  };
}
