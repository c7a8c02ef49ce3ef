/** Choices from a seed: same seed, same choices. */

/** Whole numbers from 0 up to `below`. */
export type Draw = (below: number) => number;

export function createDraw(seed: number): Draw {
  let state = Math.imul(seed, 0x9e3779b1) | 1;
  const draw: Draw = (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
  // The first numbers of neighbouring seeds are alike.
  for (let i = 0; i < 8; i++) draw(2);
  return draw;
}

export const pick = <T>(draw: Draw, from: readonly T[]): T => from[draw(from.length)]!;
