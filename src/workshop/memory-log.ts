/** A session's log in memory: for tests, and for a rehearsal of which nothing shall stay. */
import { Behind, type FactLog } from './log.ts';
import type { StoredFact } from './protocol.ts';

export function createMemoryLog(): FactLog {
  const facts: StoredFact[] = [];
  const followers = new Set<() => void>();
  const versions = new Map<string, number>();

  return {
    append(expected, batch) {
      const known = batch.map(({ id }) => versions.get(id));
      const [first] = known;
      if (first !== undefined && known.every((version, index) => version === first + index)) {
        return Promise.resolve(first + batch.length - 1);
      }
      if (expected !== facts.length || known.some((version) => version !== undefined)) {
        return Promise.reject(new Behind(expected));
      }
      for (const fact of batch) {
        const version = facts.length + 1;
        facts.push(Object.freeze({ ...fact, version }));
        versions.set(fact.id, version);
      }
      for (const wake of followers) wake();
      return Promise.resolve(facts.length);
    },
    read: (after, limit) => Promise.resolve(facts.slice(after, after + limit)),
    follow(after, onFact) {
      let seen = after;
      const wake = () => {
        while (seen < facts.length) {
          seen += 1;
          onFact(facts[seen - 1]!);
        }
      };
      followers.add(wake);
      wake();
      return () => void followers.delete(wake);
    },
    forgetName(attendee) {
      facts.forEach((fact, index) => {
        const isTheirs = fact.type === 'AttendeeJoined' && fact.attendee === attendee;
        if (isTheirs) facts[index] = Object.freeze({ ...fact, name: '' });
      });
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}
