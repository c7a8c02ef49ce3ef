/** Motion that explains: what moves travels from where it was to where it goes. Nothing moves where the reader wants it still. */
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

const FLIGHT_MS = 300;

/**
 * Elements with `data-flip` of the same value, before and after a step, are one thing that has moved; new ones come from
 * the element whose `data-at` is `source`, if there is one.
 */
export function useFlights(root: RefObject<HTMLElement>, step: number, source?: string): void {
  const before = useRef({ step: -1, places: new Map<string, DOMRect>() });
  useLayoutEffect(() => {
    const box = root.current;
    if (!box) return;
    const isNext = step === before.current.step + 1;
    const isNear = isNext || step === before.current.step - 1;
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const cards = [...box.querySelectorAll<HTMLElement>('[data-at]')];
    const origin = isNext ? cards.find((card) => card.dataset['at'] === source) : undefined;
    const places = new Map<string, DOMRect>();
    for (const chip of box.querySelectorAll<HTMLElement>('[data-flip]')) {
      const name = chip.dataset['flip'] ?? '';
      const place = chip.getBoundingClientRect();
      places.set(name, place);
      const from = before.current.places.get(name) ?? origin?.getBoundingClientRect();
      if (isNear && !isStill && from) fly(chip, from, place);
    }
    before.current = { step, places };
  });
}

function fly(chip: HTMLElement, from: DOMRect, to: DOMRect): void {
  const x = from.left - to.left;
  const y = from.top - to.top;
  if (Math.abs(x) + Math.abs(y) < 2) return;
  chip.animate?.([{ transform: `translate(${String(x)}px, ${String(y)}px)` }, { transform: 'none' }], {
    duration: FLIGHT_MS,
    easing: 'cubic-bezier(0.3, 0.7, 0.3, 1)',
  });
}
