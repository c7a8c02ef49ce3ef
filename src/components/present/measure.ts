/** How high everything is that may stand on a step, on this screen and with these fonts. */
import type { MeasuredUnit } from './steps.ts';

export interface Measured {
  sizes: MeasuredUnit[];
  /** Pixels there are for units, under a slide's large heading or under its small one. */
  room(slide: number, isFirst: boolean): number;
}

/** Shows everything at once for a moment, unseen: what is hidden has no height. */
export function measure(
  root: HTMLElement,
  units: readonly HTMLElement[],
  slides: readonly HTMLElement[],
  slideOf: readonly number[],
): Measured {
  root.dataset['measuring'] = '';
  for (const element of [...units, ...slides]) element.hidden = false;
  const bodies = slides.map((slide) => slide.querySelector<HTMLElement>('.slide-body') as HTMLElement);
  const rooms = (continued: boolean) => {
    for (const slide of slides) slide.toggleAttribute('data-continued', continued);
    return bodies.map(({ clientHeight }) => clientHeight);
  };
  const [small, large] = [rooms(true), rooms(false)];
  const gaps = bodies.map((body) => Number.parseFloat(getComputedStyle(body).rowGap) || 0);
  const sizes = units.map((unit, index) => {
    const slide = slideOf[index] as number;
    return {
      slide,
      height: unit.getBoundingClientRect().height + (gaps[slide] as number),
      solo: 'solo' in unit.dataset,
      lead: 'lead' in unit.dataset,
    };
  });
  delete root.dataset['measuring'];
  return {
    sizes,
    // Before the first unit there is no gap.
    room: (slide, isFirst) => ((isFirst ? large : small)[slide] as number) + (gaps[slide] as number),
  };
}
