/** The last retained message of each topic. An empty body clears it. */
import type { Message } from './message.ts';
import { topicMatches } from './topics.ts';

export interface Retained {
  keep(message: Message): void;
  /** What a new subscription to the filter is sent. */
  matching(filter: string): readonly Message[];
}

export function createRetained(now: () => number): Retained {
  const last = new Map<string, Message>();
  return {
    keep(message) {
      if (message.body === '') last.delete(message.topic);
      else last.set(message.topic, message);
    },
    matching(filter) {
      const found = [...last.values()].filter(({ topic }) => topicMatches(filter, topic));
      return found.filter(({ expiresAt }) => expiresAt > now());
    },
  };
}
