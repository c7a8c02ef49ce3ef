import type { Shape, Tone } from './picture.ts';

const SHAPES: Readonly<Record<Shape, string>> = {
  square: 'M2 2h8v8H2z',
  triangle: 'M6 1.5 11 10.5H1z',
  diamond: 'M6 .8 11.2 6 6 11.2.8 6z',
  circle: 'M6 1.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6z',
  hexagon: 'M3.4 1.5h5.2L11.2 6l-2.6 4.5H3.4L.8 6z',
  ring: 'M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1zm0 2.4a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2z',
  star: 'M6 .7l1.5 3.5 3.8.3-2.9 2.5.9 3.7L6 8.7l-3.3 2 .9-3.7L.7 4.5l3.8-.3z',
  cross: 'M2.6 1 6 4.4 9.4 1 11 2.6 7.6 6 11 9.4 9.4 11 6 7.6 2.6 11 1 9.4 4.4 6 1 2.6z',
};

/** A lane's sign: told by its shape as well as its colour. */
export function Mark({ shape, tone }: { shape: Shape; tone: Tone }) {
  return (
    <svg class="el-mark" data-tone={tone} viewBox="0 0 12 12" aria-hidden="true">
      <path d={SHAPES[shape]} fill-rule="evenodd" />
    </svg>
  );
}
