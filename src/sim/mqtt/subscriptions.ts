/** Who hears which topics. A shared subscription gives each message to one member of its group, in turn. */
import type { SubscribeOptions } from './packets.ts';
import { topicMatches, type AskedFilter } from './topics.ts';

export interface Subscription {
  clientId: string;
  options: SubscribeOptions;
}

export interface Subscriptions {
  /** Returns true if the client did not have this subscription; otherwise its options are replaced. */
  add(asked: AskedFilter, subscription: Subscription): boolean;
  remove(asked: AskedFilter, clientId: string): void;
  removeAll(clientId: string): void;
  /** Every subscription that hears the topic; of each shared one, the member whose turn it is. */
  hearing(topic: string): Subscription[];
}

interface Entry extends AskedFilter {
  members: Subscription[];
}

export function createSubscriptions(): Subscriptions {
  const entries = new Map<string, Entry>();
  const keyOf = ({ group, filter }: AskedFilter) =>
    group === undefined ? filter : `$share/${group}/${filter}`;

  function removeFrom(key: string, clientId: string) {
    const entry = entries.get(key);
    if (!entry) return;
    entry.members = entry.members.filter((member) => member.clientId !== clientId);
    if (entry.members.length === 0) entries.delete(key);
  }

  return {
    add(asked, subscription) {
      const key = keyOf(asked);
      const entry = entries.get(key) ?? { ...asked, members: [] };
      entries.set(key, entry);
      const known = entry.members.find(({ clientId }) => clientId === subscription.clientId);
      if (known) known.options = subscription.options;
      else entry.members.push(subscription);
      return !known;
    },
    remove: (asked, clientId) => removeFrom(keyOf(asked), clientId),
    removeAll(clientId) {
      for (const key of entries.keys()) removeFrom(key, clientId);
    },
    hearing(topic) {
      const hearing: Subscription[] = [];
      for (const entry of entries.values()) {
        if (!topicMatches(entry.filter, topic)) continue;
        if (entry.group === undefined) {
          hearing.push(...entry.members);
        } else {
          const next = entry.members.shift()!;
          entry.members.push(next);
          hearing.push(next);
        }
      }
      return hearing;
    },
  };
}
