/** The room's addresses, under the API's prefix. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PROTOCOL, type Actor, type Agenda, type Lectern } from '#workshop/protocol.ts';
import type { Room } from '#workshop/room.ts';
import { parseCommand } from '#workshop/schema.ts';
import { exportCsv, exportJson } from './export.ts';
import { Problem } from './problem.ts';
import type { Buckets } from './rates.ts';
import type { Secrets } from './secrets.ts';
import type { Streams } from './streams.ts';

export interface RouteOptions {
  room: Room;
  secrets: Secrets;
  agenda: readonly Agenda[];
  streams: Streams;
  joins: Buckets;
  guesses: Buckets;
  commands: Buckets;
}

type Role = Actor['role'];

/** Whoever knows the id of a join can be that attendee: it must not be guessed. */
const JOIN_ID_LENGTH = 20;
const JOIN_BYTES = 4_000;
const WEEK_S = 7 * 24 * 3600;

export function addRoutes(app: FastifyInstance, options: RouteOptions): void {
  const { room, secrets, streams } = options;
  const cookieOf = (role: Role) => `handbook-${role}-${secrets.room}`;

  function setCookie(reply: FastifyReply, actor: Actor): void {
    const value = `${cookieOf(actor.role)}=${secrets.sign(actor)}`;
    void reply.header(
      'Set-Cookie',
      `${value}; Path=/workshop/; Max-Age=${WEEK_S}; HttpOnly; SameSite=Strict`,
    );
  }

  /** Who asks, in the role that the page says it plays: one browser may be both. */
  function actorOf(request: FastifyRequest, only?: Role): Actor {
    const { as } = request.query as { as?: unknown };
    const role: Role = as === 'instructor' ? 'instructor' : 'attendee';
    if (only !== undefined && role !== only) throw new Problem(403, `Only an ${only} can see that.`);
    const actor = secrets.verify(readCookie(request.headers.cookie, cookieOf(role)) ?? '');
    const stranger = actor?.role !== role;
    const gone =
      actor?.role === 'attendee' && room.session.attendees.get(actor.attendee)?.presence !== 'here';
    if (stranger || gone) throw new Problem(401, 'Join the workshop first.', 'join');
    return actor;
  }

  function guess(request: FastifyRequest, right: boolean, wrong: string): void {
    if (right) return;
    if (!options.guesses.take(request.ip)) throw tooMuch('Too many wrong tries. Wait a minute.');
    throw new Problem(403, wrong);
  }

  app.get('/room', () => {
    const { phase, title } = room.session;
    return { protocol: PROTOCOL, phase, title, room: secrets.room };
  });

  app.get('/me', (request) => actorOf(request));

  app.post('/join', { bodyLimit: JOIN_BYTES }, async (request, reply) => {
    const command = parseCommand(request.body);
    if (command.type !== 'Join') throw new Problem(400, 'Here only the command Join is taken.');
    if (command.id.length < JOIN_ID_LENGTH) {
      throw new Problem(400, `Join: id: must have at least ${JOIN_ID_LENGTH} characters.`);
    }
    const { code } = request.body as { code?: unknown };
    const isRight = typeof code === 'string' && secrets.isJoinCode(code);
    guess(request, isRight, 'That is not the code of this workshop. It stands on the instructor’s screen.');
    if (!options.joins.take(request.ip)) throw tooMuch('Many people are joining just now.');
    const actor: Actor = { role: 'attendee', attendee: secrets.attendeeOf(command.id) };
    const version = await room.handle(command, actor);
    setCookie(reply, actor);
    return { version, you: actor };
  });

  app.post('/instructor', { bodyLimit: JOIN_BYTES }, (request, reply) => {
    const { key } = (request.body ?? {}) as { key?: unknown };
    const isRight = typeof key === 'string' && secrets.isInstructorKey(key);
    guess(request, isRight, 'That link is not the instructor’s of this workshop.');
    const actor: Actor = { role: 'instructor', instructor: randomBytes(8).toString('hex') };
    setCookie(reply, actor);
    return { you: actor };
  });

  app.post('/commands', (request) => {
    const actor = actorOf(request);
    const isAttendee = actor.role === 'attendee';
    if (isAttendee && !options.commands.take(actor.attendee)) throw tooMuch('That was much at once.');
    return room.handle(parseCommand(request.body), actor).then((version) => ({ version }));
  });

  app.get('/events', (request, reply) => {
    const actor = actorOf(request);
    // A page that begins anew says where it stands in the address; the browser's own resume in a header.
    const { after } = request.query as { after?: string };
    const seen = Number(request.headers['last-event-id'] ?? after ?? 0);
    if (!Number.isSafeInteger(seen) || seen < 0) throw new Problem(400, 'after: must be a version.');
    if (!streams.hasRoom) throw tooMuch('Too many pages follow this workshop.', 503);
    reply.hijack();
    streams.open(reply.raw, actor, seen);
  });

  addReading(app, options, actorOf);
}

/** What is asked for once, and not followed. */
function addReading(
  app: FastifyInstance,
  { room, secrets, agenda }: RouteOptions,
  actorOf: (request: FastifyRequest, only?: Role) => Actor,
): void {
  app.get('/code', (request) => {
    const actor = actorOf(request);
    const { attendee: wanted, exercise = '' } = request.query as Record<string, string | undefined>;
    const id = actor.role === 'attendee' ? actor.attendee : (wanted ?? '');
    const attendee = room.session.attendees.get(id);
    if (actor.role === 'instructor' && !attendee?.hand) {
      throw new Problem(403, 'Code is shown to the instructor while its author’s hand is up.');
    }
    return { files: (Object.hasOwn(attendee?.code ?? {}, exercise) && attendee?.code[exercise]) || null };
  });

  app.get('/lectern', (request): Lectern => {
    actorOf(request, 'instructor');
    return { joinCode: secrets.joinCode, agenda };
  });

  app.get('/export.json', (request, reply) => {
    const actor = actorOf(request, 'instructor');
    return download(reply, 'application/json', 'workshop.json').send(
      exportJson(room.session, room.seenAfter(0, actor)),
    );
  });

  app.get('/export.csv', (request, reply) => {
    actorOf(request, 'instructor');
    return download(reply, 'text/csv', 'workshop.csv').send(exportCsv(room.session));
  });
}

function download(reply: FastifyReply, type: string, name: string): FastifyReply {
  return reply
    .header('Content-Type', `${type}; charset=utf-8`)
    .header('Content-Disposition', `attachment; filename="${name}"`);
}

function tooMuch(sentence: string, status = 429): Problem {
  return new Problem(status, `${sentence} It will be tried again.`, 'again');
}

function readCookie(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
