import type { DeliverPolicy } from './engine.ts';
import type { MessageStore } from './store.ts';

/** Where a new consumer begins: its next sequence, or a list of chosen messages before that. */
export interface Start {
  next: number;
  chosen: number[] | undefined;
  /** How many messages it has to be given. */
  pending: number;
}

export function startOf(policy: DeliverPolicy, filter: string, store: MessageStore): Start {
  const { lastSeq } = store.info();
  const from = (next: number): Start => ({
    next,
    chosen: undefined,
    pending: countFrom(next, filter, store),
  });
  if (policy === 'all') return from(1);
  if (policy === 'new') return from(lastSeq + 1);
  if (policy === 'last') return from(store.last(filter)?.seq ?? lastSeq + 1);
  if (policy === 'last-per-subject') {
    const chosen = lastPerSubject(filter, store);
    return { next: chosen[0] ?? lastSeq + 1, chosen, pending: chosen.length };
  }
  if ('sequence' in policy) return from(Math.min(Math.max(1, policy.sequence), lastSeq + 1));
  return from(store.all().find(({ at }) => at >= policy.time)?.seq ?? lastSeq + 1);
}

function countFrom(next: number, filter: string, store: MessageStore): number {
  let count = 0;
  for (let at = store.next(next, filter); at; at = store.next(at.seq + 1, filter)) count++;
  return count;
}

function lastPerSubject(filter: string, store: MessageStore): number[] {
  const last = new Map<string, number>();
  for (let at = store.next(1, filter); at; at = store.next(at.seq + 1, filter)) last.set(at.subject, at.seq);
  return [...last.values()].sort((a, b) => a - b);
}
