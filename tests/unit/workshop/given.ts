/** Given–when–then for the rules of a session: facts, then a command, then what follows from it. */
import { decide, Refusal, type Request } from '#workshop/decide.ts';
import type { Actor, Happening } from '#workshop/protocol.ts';
import type { Command } from '#workshop/schema.ts';
import { evolve, initialSession, type Session } from '#workshop/session.ts';

export const ada: Actor = { role: 'attendee', attendee: 'ada-0001' };
export const bob: Actor = { role: 'attendee', attendee: 'bob-0001' };
export const grace: Actor = { role: 'instructor', instructor: 'grace' };
export const linus: Actor = { role: 'instructor', instructor: 'linus' };

export const opened: Happening = { type: 'SessionOpened', title: 'Streams' };
export const joined = (attendee: string, mirrors = true): Happening => ({
  type: 'AttendeeJoined',
  attendee,
  name: attendee.slice(0, 3),
  mirrors,
});

/** A command without its id: most tests do not care which. */
type Anonymous = Command extends infer C ? (C extends Command ? Omit<C, 'id'> : never) : never;

export function after(...facts: readonly Happening[]): Session {
  return facts.reduce((state, fact, index) => evolve(state, { ...fact, at: index }), initialSession());
}

/** What happens then, without ids and times; if the rules forbid the command, the sentence that says so. */
export function given(...facts: readonly Happening[]) {
  return {
    when(by: Actor, command: Anonymous): Happening[] | string {
      const request = { ...command, id: 'command-1', by, at: 100 } as Request;
      try {
        return decide(after(...facts), request).map(({ id: _id, at: _at, ...happening }) => happening);
      } catch (error) {
        if (error instanceof Refusal) return error.message;
        throw error;
      }
    },
  };
}
