/**
 * A full room on one machine: everybody joins and follows, types and reports, some lose the connection and come back,
 * while the instructor moves the room again and again. Whatever is measured, nobody may miss a move, get one twice or
 * get them out of order, and what was acknowledged must be in the session once.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createSecrets, newSecret } from '#server/secrets.ts';
import type { SeenFact } from '#workshop/protocol.ts';
import { instruct, newId, openStream, type Follower } from '../../support/workshop-people.ts';
import { attend, type Attendee } from './attendee.ts';
import type { Usage } from './load-server.ts';
import { watchLoop, type Held } from './watch-loop.ts';

export interface Load {
  attendees: number;
  /** How often the room is moved. */
  moves: number;
  /** Milliseconds between two moves. */
  everyMs: number;
  /** Milliseconds between two commands of one attendee. */
  typesEveryMs: number;
}

export interface LoadResult {
  /** Milliseconds from sending a move to its arrival, for each move and each attendee who was connected then. */
  fanOut: number[];
  /** Milliseconds until a command of an attendee was acknowledged. */
  answers: number[];
  /** Milliseconds until all had joined and were connected. */
  joinedMs: number;
  /** How many connections were cut and resumed. */
  cuts: number;
  /** What is wrong, one sentence each. */
  faults: string[];
  /** Of one processor, 0 to 1, while the room was moved; and bytes of memory at the end. */
  server: { share: number; memory: number };
  /** What kept moves waiting meanwhile: the server, or this process, which plays all attendees. */
  held: { server: Held; attendees: Held };
}

/** One of so many loses the connection once. */
const CUT_EVERY = 10;
/** As many are joining at a time as a browser's address gives a server in a burst. */
const AT_A_TIME = 25;
/** A move that has not come by then is lost. */
const SETTLE_MS = 30_000;
const SERVER = fileURLToPath(new URL('load-server.ts', import.meta.url));

export async function runLoad(load: Load): Promise<LoadResult> {
  const folder = mkdtempSync(path(tmpdir(), 'handbook-load-'));
  const secret = newSecret();
  const server = fork(SERVER, [path(folder, 'session.db'), secret]);
  const over = new AbortController();
  const people: Attendee[] = [];
  let board: Follower | undefined;
  try {
    const [{ url }] = (await once(server, 'message')) as [{ url: string }];
    const at = { url, secrets: createSecrets(secret) };
    const sentAt = new Map<string, number>();
    const fanOut: number[] = [];
    const measure = (fact: SeenFact) => {
      const sent = fact.type === 'RoomMoved' ? sentAt.get(fact.path) : undefined;
      if (sent !== undefined) fanOut.push(performance.now() - sent);
    };
    const began = performance.now();
    const lead = await instruct(at);
    board = await openStream(url, lead.cookie, { as: 'instructor' });
    while (people.length < load.attendees) {
      const more = Math.min(AT_A_TIME, load.attendees - people.length);
      const joining = Array.from({ length: more }, (_, index) =>
        untilLetIn(() => attend(at, `Attendee ${people.length + index + 1}`, measure)),
      );
      people.push(...(await Promise.all(joining)));
    }
    const joinedMs = performance.now() - began;

    const before = await usageOf(server);
    const loop = watchLoop();
    const typing = people.map(async (person, index) => {
      // Not all at once: people do not type in step.
      await sleep((load.typesEveryMs * index) / people.length);
      await person.type(load.typesEveryMs, over.signal);
    });
    const lossy = people.filter((_, index) => index % CUT_EVERY === 0);
    const back: Promise<void>[] = [];
    for (let move = 1; move <= load.moves; move++) {
      const place = `/moved/${move}/`;
      sentAt.set(place, performance.now());
      await lead.send({ type: 'MoveRoom', id: newId(), path: place });
      const from = Math.floor(((move - 1) * lossy.length) / load.moves);
      const to = Math.floor((move * lossy.length) / load.moves);
      back.push(...lossy.slice(from, to).map((person) => person.reconnect()));
      await sleep(load.everyMs);
    }
    const held = loop.take();
    const after = await usageOf(server);
    over.abort();
    await Promise.all([...typing, ...back]);
    const acknowledged = people.flatMap((person) => person.acknowledged);
    await settled(people, board, load.moves, Math.max(0, ...acknowledged.map(({ version }) => version)));
    return {
      fanOut,
      answers: acknowledged.map(({ ms }) => ms),
      joinedMs,
      cuts: lossy.length,
      faults: [
        ...people.flatMap((person, index) => faultsOf(person, index, load.moves)),
        ...faultsOfAll(board, people),
      ],
      server: { share: (after.cpuMs - before.cpuMs) / (after.at - before.at), memory: after.memory },
      held: { server: after.held, attendees: held },
    };
  } finally {
    over.abort();
    board?.cut();
    for (const person of people) person.leave();
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function usageOf(server: ChildProcess): Promise<Usage & { at: number }> {
  const answered = once(server, 'message');
  server.send('usage');
  const [usage] = (await answered) as [Usage];
  return { ...usage, at: performance.now() };
}

/** A room behind one address is let in by a bucket: whoever comes too early tries again, as the page does. */
async function untilLetIn(come: () => Promise<Attendee>): Promise<Attendee> {
  for (;;) {
    try {
      return await come();
    } catch (error) {
      if (!(error instanceof Error) || !error.message.includes('429')) throw error;
      await sleep(500);
    }
  }
}

/** Until everything has come, or will not come any more. */
async function settled(
  people: readonly Attendee[],
  board: Follower,
  moves: number,
  version: number,
): Promise<void> {
  const last = `/moved/${moves}/`;
  const deadline = performance.now() + SETTLE_MS;
  const has = ({ facts }: Attendee) => facts.some((fact) => fact.type === 'RoomMoved' && fact.path === last);
  while ((board.lastId < version || !people.every(has)) && performance.now() < deadline) await sleep(50);
}

function faultsOf({ facts }: Attendee, index: number, moves: number): string[] {
  const name = `attendee ${index + 1}`;
  const places = facts.flatMap((fact) => (fact.type === 'RoomMoved' ? [fact.path] : []));
  const wanted = Array.from({ length: moves }, (_, move) => `/moved/${move + 1}/`);
  const missing = wanted.filter((place) => !places.includes(place));
  const isOnce = new Set(places).size === places.length;
  const versions = facts.map(({ version }) => version);
  return [
    ...(missing.length > 0 ? [`${name} missed ${missing.join(', ')}`] : []),
    ...(isOnce ? [] : [`${name} got a move twice`]),
    ...(versions.some((version, at) => at > 0 && version <= (versions[at - 1] ?? 0))
      ? [`${name} got facts out of order`]
      : []),
  ];
}

/** The instructor sees the whole session: without a gap, with all that was acknowledged. */
function faultsOfAll({ facts }: Follower, people: readonly Attendee[]): string[] {
  const gap = facts.findIndex(({ version }, index) => version !== index + 1);
  const known = new Map(facts.map((fact) => [fact.version, fact.type]));
  const taken = people.flatMap(({ acknowledged }) => acknowledged.map(({ version }) => version));
  const lost = taken.filter((version) => !/^(CodeMirrored|ProgressReported)$/.test(known.get(version) ?? ''));
  return [
    ...(gap === -1 ? [] : [`the instructor’s facts have a gap before version ${facts[gap]?.version}`]),
    ...(lost.length > 0 ? [`${lost.length} commands were acknowledged and are not in the session`] : []),
    ...(new Set(taken).size === taken.length ? [] : ['two commands were acknowledged as the same fact']),
  ];
}
