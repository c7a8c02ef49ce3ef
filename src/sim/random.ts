/**
 * Seeded randomness. The generator is sfc32 (Chris Doty-Humphrey, PractRand), seeded through the FNV-1a hash of a
 * text; it passes PractRand's tests and gives the same numbers in every engine.
 */
export interface Random {
  /** A number from 0 (inclusive) to 1 (exclusive). */
  next(): number;
  /** A whole number from `low` to `high`, both inclusive. */
  between(low: number, high: number): number;
  /** One of `items`. Throws a RangeError if there is none. */
  pick<T>(items: readonly T[]): T;
  /** An independent generator: drawing from it never shifts the numbers of this one or of another fork. */
  fork(name: string): Random;
}

export function createRandom(seed: string | number): Random {
  const draw = sfc32(String(seed));
  return {
    next: () => draw() / 2 ** 32,
    between(low, high) {
      if (!Number.isInteger(low) || !Number.isInteger(high) || low > high) {
        throw new RangeError(
          `random.between: expected whole numbers with low ≤ high, got ${low} and ${high}`,
        );
      }
      return low + Math.floor((draw() / 2 ** 32) * (high - low + 1));
    },
    pick(items) {
      if (items.length === 0) throw new RangeError('random.pick: there is nothing to pick from');
      return items[Math.floor((draw() / 2 ** 32) * items.length)]!;
    },
    fork: (name) => createRandom(`${seed}/${name}`),
  };
}

function sfc32(text: string): () => number {
  let a = fnv1a(text, 0);
  let b = fnv1a(text, 1);
  let c = fnv1a(text, 2);
  let counter = 1;
  const draw = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  // The first draws still show the seed's bits; the reference implementation discards twelve.
  for (let i = 0; i < 12; i++) draw();
  return draw;
}

function fnv1a(text: string, salt: number): number {
  let hash = 0x811c9dc5 ^ salt;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash | 0;
}
