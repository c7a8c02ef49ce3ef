/**
 * The workshop server. What it is for stands in the routes; what it must withstand, line by line:
 *
 * - a forged token: tokens are signed, and the command never says who sends it;
 * - a replayed command: its id was handled, so the answer is the old one and nothing happens;
 * - a cross-site POST: it must name this server as its origin and be JSON, and cookies stay on this site;
 * - an oversized body: cut off at the limit, with a sentence;
 * - a path traversal: files come from the built site only, and the room moves along paths of this site only;
 * - a slow client: whoever does not finish a request or does not read is cut off, and resumes;
 * - a flood of joins, and of guesses at the code: buckets by address, and a room that can be full;
 * - exhausted streams: a number for each person, of which the oldest gives way, and one for all;
 * - markup in names and codes: they are data, answers are JSON, and no browser may take them for a page.
 *
 * Each line has its test in tests/unit/server/threats.test.ts.
 */
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { RequestListener } from 'node:http';
import { API, type Agenda } from '#workshop/protocol.ts';
import type { Room } from '#workshop/room.ts';
import { answerError, Problem } from './problem.ts';
import { addRoutes } from './routes.ts';
import { createBuckets, type Rate } from './rates.ts';
import type { Secrets } from './secrets.ts';
import { createStreams, type PresenceWire, type StreamLimits } from './streams.ts';

export interface ServerLimits {
  streams: StreamLimits;
  /** By address. A whole room may sit behind one. */
  joins: Rate;
  /** Wrong codes and keys, by address. */
  guesses: Rate;
  /** By attendee. */
  commands: Rate;
  /** Bytes of one request's body. */
  body: number;
  /** In which a request must have come in. */
  requestMs: number;
}

export const SERVER_LIMITS: ServerLimits = {
  streams: { perPerson: 4, total: 3_000, waiting: 1_000_000 },
  joins: { burst: 400, perSecond: 20 },
  guesses: { burst: 20, perSecond: 0.5 },
  commands: { burst: 40, perSecond: 4 },
  body: 512_000,
  requestMs: 15_000,
};

export interface ServerOptions {
  room: Room;
  secrets: Secrets;
  /** Answers every request that is not for the room. */
  site: RequestListener;
  /** Milliseconds since 1970. */
  now: () => number;
  /** For instructors: what to do in each section of the chapters. */
  agenda?: readonly Agenda[];
  /** To the other servers of this room. */
  presence?: PresenceWire;
  limits?: Partial<ServerLimits>;
}

/** A server that does not listen yet. Its `close` ends all streams; the room stays open. */
export function createServer(options: ServerOptions): FastifyInstance {
  const limits = { ...SERVER_LIMITS, ...options.limits };
  const app = fastify({
    bodyLimit: limits.body,
    requestTimeout: limits.requestMs,
    // Node looks at a request's deadline only if that of its head is not later.
    http: {
      requestTimeout: limits.requestMs,
      headersTimeout: limits.requestMs,
      connectionsCheckingInterval: Math.min(limits.requestMs, 5_000),
    },
    forceCloseConnections: true,
    logger: false,
    // The room's address is the raw one of the connection; nobody may claim another by a header.
    trustProxy: false,
  });
  const streams = createStreams(options.room, options.now, limits.streams, options.presence);
  app.addHook('preClose', () => streams.close());
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => {
    if (request.url.startsWith(`${API}/`)) throw new Problem(404, 'The workshop server has no such address.');
    reply.hijack();
    options.site(request.raw, reply.raw);
  });
  const clock = () => performance.now();
  void app.register(
    (api, _options, done) => {
      api.addHook('onRequest', checkRequest);
      addRoutes(api, {
        room: options.room,
        secrets: options.secrets,
        agenda: options.agenda ?? [],
        streams,
        joins: createBuckets(limits.joins, clock),
        guesses: createBuckets(limits.guesses, clock),
        commands: createBuckets(limits.commands, clock),
      });
      done();
    },
    { prefix: API },
  );
  return app;
}

function checkRequest(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  void reply.headers({
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
  });
  if (request.method === 'POST' && !isOwnOrigin(request.headers)) {
    throw new Problem(403, 'This request does not come from a page of this workshop.');
  }
  done();
}

function isOwnOrigin(headers: FastifyRequest['headers']): boolean {
  const { origin, host } = headers;
  if (headers['sec-fetch-site'] !== undefined && headers['sec-fetch-site'] !== 'same-origin') return false;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
