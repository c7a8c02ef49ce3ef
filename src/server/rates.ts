/** Token buckets: who sends much at once has to wait, who sends little never notices. */

export interface Rate {
  /** How many may come at once. */
  burst: number;
  perSecond: number;
}

export interface Buckets {
  /** Takes one from the bucket of `key`; false if it is empty. */
  take(key: string): boolean;
}

/** More keys than this are not kept apart: the oldest begin anew. */
const MOST_KEYS = 10_000;

/** @param now milliseconds, of a clock that does not jump */
export function createBuckets({ burst, perSecond }: Rate, now: () => number): Buckets {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(key) {
      const at = now();
      const bucket = buckets.get(key) ?? { left: burst, at };
      const left = Math.min(burst, bucket.left + ((at - bucket.at) / 1000) * perSecond);
      buckets.delete(key);
      buckets.set(key, { left: left >= 1 ? left - 1 : left, at });
      if (buckets.size > MOST_KEYS) buckets.delete(buckets.keys().next().value as string);
      return left >= 1;
    },
  };
}
