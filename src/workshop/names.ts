/**
 * Names are the one thing of a session that must go when its owner says so, and a log only ever grows. So the log's
 * facts carry none: names stand beside it, are put back into the facts as these are read, and can be deleted.
 */
import type { FactLog } from './log.ts';
import type { Fact, StoredFact } from './protocol.ts';

/** Attendee → name, kept where the log is kept, for all who use it. */
export interface Names {
  put(attendee: string, name: string): Promise<void>;
  /** Undefined if there is none, or none any more. */
  get(attendee: string): Promise<string | undefined>;
  /** Resolves when the name is gone from where it was kept. */
  delete(attendee: string): Promise<void>;
  close(): Promise<void>;
}

/** A log whose facts have no names, and the names: together they are the log that a room uses. */
export function keepNamesApart(log: Omit<FactLog, 'forgetName'>, names: Names): FactLog {
  async function named(fact: StoredFact): Promise<StoredFact> {
    if (fact.type !== 'AttendeeJoined') return fact;
    return { ...fact, name: (await names.get(fact.attendee)) ?? '' };
  }

  return {
    async append(expected, facts) {
      // First the name: a fact that is kept must not have lost it.
      for (const fact of facts) if (fact.type === 'AttendeeJoined') await names.put(fact.attendee, fact.name);
      return log.append(expected, facts.map(nameless));
    },
    read: async (after, limit) => Promise.all((await log.read(after, limit)).map(named)),
    follow(after, onFact) {
      let isOver = false;
      let order: Promise<void> = Promise.resolve();
      const stop = log.follow(after, (fact) => {
        order = order.then(async () => {
          const whole = await named(fact);
          if (!isOver) onFact(whole);
        });
      });
      return () => {
        isOver = true;
        stop();
      };
    },
    forgetName: (attendee) => names.delete(attendee),
    async close() {
      await log.close();
      await names.close();
    },
  };
}

function nameless(fact: Fact): Fact {
  return fact.type === 'AttendeeJoined' ? { ...fact, name: '' } : fact;
}
