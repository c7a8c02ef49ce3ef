/** Requests to the workshop server, with its answers and refusals as a page needs them. */
import { API, PROTOCOL, type Actor, type Rejection } from '../protocol.ts';
import type { Command } from '../schema.ts';

/** The server, or the network, has not taken it. The message is a sentence for the person. */
export class Rejected extends Error {
  override readonly name = 'Rejected';
  readonly retry: Rejection['retry'];
  constructor({ error, retry }: Rejection) {
    super(error);
    this.retry = retry;
  }
}

const UNREACHABLE: Rejection = {
  error: 'The workshop cannot be reached just now. It will be tried again.',
  retry: 'again',
};

/** Works without a secure context, where `crypto.randomUUID` is missing. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const read = <T>(path: string): Promise<T> => request<T>(path, {});

const post = <T>(path: string, body: unknown): Promise<T> =>
  request<T>(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

/** @throws Rejected */
async function request<T>(path: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`${API}${path}`, { credentials: 'same-origin', ...init });
  } catch {
    throw new Rejected(UNREACHABLE);
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.ok && body !== null) return body as T;
  const rejection = body as Partial<Rejection> | null;
  // A static host answers with a page: there is no workshop behind it.
  if (typeof rejection?.error !== 'string') throw new Rejected({ ...UNREACHABLE, retry: 'again' });
  throw new Rejected(rejection as Rejection);
}

type Join = Extract<Command, { type: 'Join' }>;

/** The same `command` again is the same attendee again. */
export const join = (code: string, command: Join): Promise<{ you: Actor }> =>
  post('/join', { protocol: PROTOCOL, code, command });

export const becomeInstructor = (key: string): Promise<{ you: Actor }> => post('/instructor', { key });

export const sendCommand = (as: Actor['role'], command: Command): Promise<{ version: number }> =>
  post(`/commands?as=${as}`, { protocol: PROTOCOL, command });
