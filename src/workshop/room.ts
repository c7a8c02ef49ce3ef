/**
 * A session at work: takes commands, decides them one after the other, and answers when what follows is in the log. It
 * holds no truth of its own: after a restart it is what the log says, and another server on the same log is followed.
 */
import { decide, type Request } from './decide.ts';
import { Behind, type FactLog } from './log.ts';
import type { Actor, Fact, SeenFact, StoredFact } from './protocol.ts';
import { seenBy } from './seen.ts';
import type { Command } from './schema.ts';
import { evolve, initialSession, type Session } from './session.ts';

export interface RoomOptions {
  log: FactLog;
  /** Milliseconds since 1970. May jump; the facts' times never fall for it. */
  now: () => number;
}

export interface Room {
  readonly session: Session;
  readonly version: number;
  /**
   * Decides a command and resolves with the session's version when what follows is kept. The same command of the same
   * person, told by its id, happens once, however often it comes.
   * @throws Refusal if the rules forbid it
   * @throws NotKept if the log could not take it: nothing has happened, or it turns out at the next try
   */
  handle(command: Command, by: Actor): Promise<number>;
  /** What this reader has not seen behind a version, in order. */
  seenAfter(version: number, by: Actor): SeenFact[];
  /** Calls back with each fact when it is in the log; returns its unsubscribe. */
  onFact(listener: (fact: StoredFact) => void): () => void;
  close(): Promise<void>;
}

/** The log did not take what was decided. */
export class NotKept extends Error {
  override readonly name = 'NotKept';
}

/** Commands that one append carries at most. */
const BATCH = 200;
const ATTEMPTS = 20;
const READ = 1_000;
const FORGET_RETRY_MS = 500;

interface Waiting {
  request: Request;
  attempts: number;
  resolve: (version: number) => void;
  reject: (error: unknown) => void;
}

export async function createRoom({ log, now }: RoomOptions): Promise<Room> {
  let session = initialSession();
  let version = 0;
  let lastAt = 0;
  // Without the texts of mirrored code, which would fill the memory and go down no stream.
  const facts: StoredFact[] = [];
  const handled = new Map<string, number>();
  const underWay = new Map<string, Promise<number>>();
  const listeners = new Set<(fact: StoredFact) => void>();
  let queue: Waiting[] = [];
  let working: Promise<void> | undefined;
  let forgotten: Promise<void> = Promise.resolve();
  const over = new AbortController();

  function apply(fact: StoredFact): void {
    if (fact.version <= version) return;
    if (fact.version !== version + 1) {
      throw new Error(`the session's log has no fact ${version + 1}: the next one is ${fact.version}`);
    }
    session = evolve(session, fact);
    version = fact.version;
    lastAt = Math.max(lastAt, fact.at);
    handled.set(fact.id, version);
    if (forgetsName(fact)) forget(fact.attendee);
    const slim = fact.type === 'CodeMirrored' ? { ...fact, files: {} } : fact;
    facts.push(slim);
    for (const listener of listeners) listener(slim);
  }

  async function catchUp(): Promise<void> {
    for (;;) {
      const more = await log.read(version, READ);
      if (more.length === 0) return;
      for (const fact of more) apply(fact);
    }
  }

  /** Decides what waits, each on top of the one before. Nobody is told before it is in the log. */
  function decideAll(batch: readonly Waiting[]): { decided: Fact[]; refused: Map<Waiting, unknown> } {
    let ahead = session;
    const decided: Fact[] = [];
    const refused = new Map<Waiting, unknown>();
    for (const waiting of batch) {
      const request = { ...waiting.request, at: Math.max(now(), lastAt) };
      try {
        for (const fact of handled.has(request.id) ? [] : decide(ahead, request)) {
          ahead = evolve(ahead, fact);
          decided.push(fact);
        }
      } catch (error) {
        refused.set(waiting, error);
      }
    }
    return { decided, refused };
  }

  async function handleBatch(batch: readonly Waiting[]): Promise<void> {
    const { decided, refused } = decideAll(batch);
    const before = version;
    try {
      // An append says whether the state was the newest. Where there is none, it must be asked.
      if (decided.length === 0) await catchUp();
      const last = decided.length === 0 ? version : await log.append(before, decided);
      // Another place than the next means that another server has kept the same commands, behind what is unknown here.
      if (last !== before + decided.length) throw new Behind(before);
    } catch (error) {
      await tryAgain(batch, error);
      return;
    }
    decided.forEach((fact, index) => apply({ ...fact, version: before + index + 1 }));
    for (const waiting of batch) {
      if (refused.has(waiting)) waiting.reject(refused.get(waiting));
      else if (FORGETTING.has(waiting.request.type)) void forgotten.then(() => waiting.resolve(version));
      else waiting.resolve(handled.get(waiting.request.id) ?? version);
    }
  }

  /** What the log refused because others were faster is decided again on what they did; all else is said to the sender. */
  async function tryAgain(batch: readonly Waiting[], error: unknown): Promise<void> {
    const failed = (cause: unknown) =>
      new NotKept('The workshop could not keep this just now. It will be tried again.', { cause });
    try {
      await catchUp();
    } catch (cause) {
      for (const { reject } of batch) reject(failed(cause));
      return;
    }
    for (const waiting of batch) {
      const there = handled.get(waiting.request.id);
      waiting.attempts += 1;
      if (there !== undefined) waiting.resolve(there);
      else if (error instanceof Behind && waiting.attempts < ATTEMPTS) queue.push(waiting);
      else waiting.reject(failed(error));
    }
  }

  /** Out of memory at once, and out of the log: the sender is answered when it is gone from there, too. */
  function forget(attendee: string): void {
    facts.forEach((fact, index) => {
      const isTheirs = fact.type === 'AttendeeJoined' && fact.attendee === attendee;
      if (isTheirs) facts[index] = { ...fact, name: '' };
    });
    forgotten = forgotten.then(async () => {
      while (!over.signal.aborted) {
        const done = await log.forgetName(attendee).then(
          () => true,
          () => false,
        );
        if (done) return;
        await new Promise((resolve) => setTimeout(resolve, FORGET_RETRY_MS));
      }
    });
  }

  async function work(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.slice(0, BATCH);
      queue = queue.slice(BATCH);
      await handleBatch(batch);
    }
    working = undefined;
  }

  await catchUp();
  const stopFollowing = log.follow(version, apply);

  return {
    get session() {
      return session;
    },
    get version() {
      return version;
    },
    handle(command, by) {
      // Nobody can use up another's id: the log's id says whose command it was.
      const id = `${by.role === 'attendee' ? by.attendee : by.instructor}:${command.id}`;
      const before = handled.get(id);
      if (before !== undefined) return forgotten.then(() => before);
      const same = underWay.get(id);
      if (same) return same;
      const answer = new Promise<number>((resolve, reject) => {
        queue.push({ request: { ...command, id, by, at: 0 }, attempts: 0, resolve, reject });
      }).finally(() => underWay.delete(id));
      underWay.set(id, answer);
      working ??= Promise.resolve().then(work);
      return answer;
    },
    seenAfter: (after, by) => facts.slice(Math.max(after, 0)).flatMap((fact) => seenBy(by, fact) ?? []),
    onFact(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      stopFollowing();
      await working;
      over.abort();
      await forgotten;
      await log.close();
    },
  };
}

const FORGETTING: ReadonlySet<Command['type']> = new Set(['ForgetName', 'RemoveAttendee']);

function forgetsName(fact: Fact): fact is Extract<Fact, { type: 'NameForgotten' | 'AttendeeRemoved' }> {
  return fact.type === 'NameForgotten' || fact.type === 'AttendeeRemoved';
}
