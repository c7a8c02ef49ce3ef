/** How a consumer takes over what another one has left lying: XCLAIM by ids, XAUTOCLAIM by looking through the list. */
import { consumerOf, forget, hold, type Delivered, type Group, type Pending } from './group.ts';
import { MAX_ID, type Id } from './ids.ts';
import type { Entry, Log } from './log.ts';

export interface ClaimRules {
  /** Who takes over. */
  consumer: string;
  /** Milliseconds since the last delivery below which an entry is left where it is. */
  minIdle: number;
  now: number;
  /** False: the delivery counter stays as it is. */
  counts: boolean;
}

export interface ClaimByIdRules extends ClaimRules {
  /** When it shall count as delivered. */
  deliveredAt: number;
  /** Value of the delivery counter, instead of counting. */
  deliveries?: number | undefined;
  /** Also what nobody has pending. */
  force: boolean;
}

export interface Claimed extends Delivered {
  entry: Entry;
  /** Who had it pending before. */
  from: string;
}

export function claim(log: Log, group: Group, ids: readonly Id[], rules: ClaimByIdRules): Claimed[] {
  const claimed: Claimed[] = [];
  for (const id of ids) {
    const entry = log.entries.get(id);
    if (!entry) {
      forget(group, id);
      continue;
    }
    let pending = group.pending.get(id);
    if (pending && isBusy(pending, rules)) continue;
    if (!pending) {
      if (!rules.force) continue;
      const consumer = consumerOf(group, rules.consumer, rules.now);
      pending = { id, consumer, deliveredAt: rules.now, deliveries: 1 };
      hold(group, pending);
    }
    const from = takeOver(group, pending, rules);
    pending.deliveredAt = rules.deliveredAt;
    pending.deliveries = rules.deliveries ?? pending.deliveries;
    claimed.push({ id, entry, from, deliveries: pending.deliveries });
  }
  return claimed;
}

/** Redis looks at ten times as many entries as it was asked for, and then answers with what it has. */
const LOOKS_PER_ENTRY = 10;

export interface AutoClaimed {
  claimed: Claimed[];
  /** Entries that were pending and are gone. */
  deleted: Id[];
  /** Where to go on; 0 if the list is at its end. */
  next: Id;
}

export function autoClaim(log: Log, group: Group, start: Id, count: number, rules: ClaimRules): AutoClaimed {
  const claimed: Claimed[] = [];
  const deleted: Id[] = [];
  const looks = count * LOOKS_PER_ENTRY;
  const listed = group.pending.between(start, MAX_ID, looks + 1);
  for (const [index, pending] of listed.entries()) {
    const { id } = pending;
    if (index === looks || claimed.length + deleted.length === count) return { claimed, deleted, next: id };
    const entry = log.entries.get(id);
    if (!entry) {
      forget(group, id);
      deleted.push(id);
    } else if (!isBusy(pending, rules)) {
      const from = takeOver(group, pending, rules);
      claimed.push({ id, entry, from, deliveries: pending.deliveries });
    }
  }
  return { claimed, deleted, next: 0n };
}

const isBusy = (pending: Pending, { now, minIdle }: ClaimRules): boolean =>
  now - pending.deliveredAt < minIdle;

/** Returns the name of the consumer that had it before. */
function takeOver(group: Group, pending: Pending, { consumer: name, now, counts }: ClaimRules): string {
  const from = pending.consumer.name;
  const consumer = consumerOf(group, name, now);
  if (pending.consumer !== consumer) {
    pending.consumer.pending.remove(pending.id);
    consumer.pending.add(pending);
    pending.consumer = consumer;
  }
  pending.deliveredAt = now;
  if (counts) pending.deliveries++;
  return from;
}
