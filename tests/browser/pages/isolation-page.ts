/** Hands the isolation helper to the test. */
import { createIsolation } from '#runtime/isolation.ts';

const handed = { createIsolation };
export type Handed = typeof handed;

Object.assign(globalThis, handed);
