/** Promise.all and its like under way: what each waits for, what has come, and what that makes of its promise. */
import { bare } from '../bare.ts';
import type { PromiseRecord, Promises } from './promises.ts';

type Side = 'fulfilled' | 'rejected';

export interface Combined {
  kind: string;
  elements: number;
  fulfilled: number;
  rejected: number;
  /** What each element has come to, at its place; for allSettled as that gives it. */
  results: unknown[];
  record: PromiseRecord | null;
}

export const newGroup = (kind: string): Combined => ({
  kind,
  elements: 0,
  fulfilled: 0,
  rejected: 0,
  results: [],
  record: null,
});

const isDecided: Record<string, (now: Combined) => Side | null> = {
  all: (now) => (now.rejected > 0 ? 'rejected' : now.fulfilled === now.elements ? 'fulfilled' : null),
  allSettled: (now) => (now.fulfilled + now.rejected === now.elements ? 'fulfilled' : null),
  any: (now) => (now.fulfilled > 0 ? 'fulfilled' : now.rejected === now.elements ? 'rejected' : null),
  race: (now) => (now.fulfilled > 0 ? 'fulfilled' : now.rejected > 0 ? 'rejected' : null),
};

const ownData = { writable: true, enumerable: true, configurable: true };
// The program may replace them.
const { defineProperty } = Object;
const { AggregateError: NoneFulfilled } = globalThis;

/** What the promise is settled with; `last` is what decided it. */
function outcomeOf({ kind, results }: Combined, state: Side, last: unknown): unknown {
  if (state === 'fulfilled' && (kind === 'all' || kind === 'allSettled')) return results;
  if (state === 'rejected' && kind === 'any') return new NoneFulfilled(results, 'All promises were rejected');
  return last;
}

export function createGroups({ settle }: Pick<Promises, 'settle'>) {
  function decide(now: Combined, last: unknown): void {
    const state = now.record && isDecided[now.kind]!(now);
    if (state) settle(now.record!, state, outcomeOf(now, state, last));
  }

  return {
    /** Settles the promise if what has come decides it. */
    decide,
    /** The element at this place has been settled. */
    count(group: Combined, place: number, side: Side, value: unknown): void {
      group[side]++;
      const settled = side === 'fulfilled' ? { status: side, value } : { status: side, reason: value };
      // Defined, not assigned: a program may have put a setter on Array.prototype.
      const element = { value: group.kind === 'allSettled' ? settled : value, ...ownData };
      defineProperty(group.results, place, bare(element));
      decide(group, value);
    },
  };
}
