/** A promise's state as V8 tells it to Node: see getPromiseDetails of Node's binding `util`. */
export const PENDING = 0;
export const FULFILLED = 1;
export const REJECTED = 2;

export type PromiseState = readonly [
  state: typeof PENDING | typeof FULFILLED | typeof REJECTED,
  result: unknown,
];
