/** What goes wrong, as an answer: a status, a sentence for the person, and whether it makes sense to try again. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '#workshop/decide.ts';
import type { Rejection } from '#workshop/protocol.ts';
import { NotKept } from '#workshop/room.ts';
import { ProtocolError } from '#workshop/schema.ts';

/** A problem with a status of its own. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly retry: Rejection['retry'];
  constructor(status: number, message: string, retry: Rejection['retry'] = 'never') {
    super(message);
    this.status = status;
    this.retry = retry;
  }
}

export function answerError(
  error: FastifyError | Error,
  _request: FastifyRequest,
  reply: FastifyReply,
): void {
  const { status, retry, message } = problemOf(error);
  if (retry === 'again') void reply.header('Retry-After', '1');
  void reply.code(status).send({ error: message, retry } satisfies Rejection);
}

function problemOf(error: FastifyError | Error): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof ProtocolError) return new Problem(400, error.message);
  if (error instanceof Refusal) return new Problem(409, error.message);
  if (error instanceof NotKept) return new Problem(503, error.message, 'again');
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  if (status === 413) return new Problem(413, 'That is too much at once for the workshop server.');
  if (status === 415) return new Problem(415, 'The workshop server takes JSON only.');
  if (status < 500) return new Problem(status, `The workshop server could not read this: ${error.message}.`);
  return new Problem(500, 'The workshop server has made a mistake. Nothing was changed.', 'again');
}
