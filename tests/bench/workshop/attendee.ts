/** One of the room: follows, types, and comes back when the connection was lost. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SeenFact } from '#workshop/protocol.ts';
import type { Command } from '#workshop/schema.ts';
import { join, newId, openStream, type Answer, type Follower } from '../../support/workshop-people.ts';

const EXERCISE = 'event-loop/01-a-c-b';

export interface Attendee {
  /** Everything that has come, over all connections. */
  facts: SeenFact[];
  /** Versions that the server has acknowledged, with how long that took, in milliseconds. */
  acknowledged: { version: number; ms: number }[];
  /** Sends code and progress in turn, until `over`. */
  type(everyMs: number, over: AbortSignal): Promise<void>;
  /** Loses the connection, and resumes where it was. */
  reconnect(): Promise<void>;
  leave(): void;
}

/** @param onLive told each fact that is news when it comes */
export async function attend(
  at: Parameters<typeof join>[0],
  name: string,
  onLive: (fact: SeenFact) => void,
): Promise<Attendee> {
  const person = await join(at, name);
  const facts: SeenFact[] = [];
  const acknowledged: Attendee['acknowledged'] = [];
  let stream = await listen(0);

  async function listen(lastId: number): Promise<Follower> {
    let isLive = false;
    const opened = await openStream(at.url, person.cookie, {
      lastId,
      onFact(fact) {
        facts.push(fact);
        if (isLive) onLive(fact);
      },
    });
    await opened.heard('welcome');
    isLive = true;
    return opened;
  }

  return {
    facts,
    acknowledged,
    async type(everyMs, over) {
      for (let count = 0; !over.aborted; count++) {
        const began = performance.now();
        const { status, body } = await untilTaken(() => person.send(typed(count)), over);
        if (status === 200)
          acknowledged.push({ version: Number(body['version']), ms: performance.now() - began });
        await sleep(everyMs, undefined, { signal: over }).catch(() => undefined);
      }
    },
    async reconnect() {
      const { lastId } = stream;
      stream.cut();
      stream = await listen(lastId);
    },
    leave: () => stream.cut(),
  };
}

const typed = (count: number): Command =>
  count % 2 === 0
    ? {
        type: 'MirrorCode',
        id: newId(),
        exercise: EXERCISE,
        files: { 'main.js': `// ${count}\n${'x'.repeat(1500)}` },
      }
    : {
        type: 'ReportProgress',
        id: newId(),
        exercise: EXERCISE,
        state: count % 4 === 1 ? 'ran' : 'failed',
        failing: count % 4 === 1 ? null : 'prints A, C, B',
      };

/** As the page does: a command that is refused for now is sent again. */
async function untilTaken(send: () => Promise<Answer>, over: AbortSignal): Promise<Answer> {
  for (;;) {
    const answer = await send();
    if (answer.body['retry'] !== 'again' || over.aborted) return answer;
    await sleep(250);
  }
}
