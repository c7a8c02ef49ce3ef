/** People who talk to a workshop's server as a browser would. */
import { randomBytes } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import type { Secrets } from '#server/secrets.ts';
import { API, PROTOCOL, type Presence, type SeenFact } from '#workshop/protocol.ts';
import type { Command } from '#workshop/schema.ts';

/** A command id as a page makes it. */
export const newId = () => randomBytes(15).toString('base64url');

export interface Answer {
  status: number;
  body: Record<string, unknown>;
  cookie: string;
}

export interface Sent {
  cookie?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Posts as a page of this very server does. `headers` overrides what the browser would send. */
export async function post(url: string, path: string, { cookie, headers, body }: Sent): Promise<Answer> {
  const response = await fetch(`${url}${API}${path}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Origin: url,
      ...(cookie === undefined ? {} : { Cookie: cookie }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return answerOf(response);
}

export async function read(url: string, path: string, cookie?: string): Promise<Answer> {
  return answerOf(
    await fetch(`${url}${API}${path}`, cookie === undefined ? {} : { headers: { Cookie: cookie } }),
  );
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return {
    status: response.status,
    body: (text.startsWith('{') ? JSON.parse(text) : { text }) as Answer['body'],
    cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '',
  };
}

/** Where a workshop is, and what opens it. */
interface At {
  url: string;
  secrets: Secrets;
}

export interface Person {
  cookie: string;
  /** The attendee's or the instructor's id. */
  id: string;
  send(command: Command): Promise<Answer>;
}

function person(url: string, role: 'attendee' | 'instructor', { cookie, body }: Answer): Person {
  const you = body['you'] as Record<string, string>;
  return {
    cookie,
    id: you[role]!,
    send: (command) => post(url, `/commands?as=${role}`, { cookie, body: { protocol: PROTOCOL, command } }),
  };
}

export async function join({ url, secrets }: At, name = 'Ada', mirrors = true): Promise<Person> {
  const command = { type: 'Join', id: newId(), name, mirrors };
  const answer = await post(url, '/join', { body: { protocol: PROTOCOL, code: secrets.joinCode, command } });
  if (answer.status !== 200) throw new Error(`joining: ${answer.status} ${String(answer.body['error'])}`);
  return person(url, 'attendee', answer);
}

export async function instruct({ url, secrets }: At): Promise<Person> {
  return person(url, 'instructor', await post(url, '/instructor', { body: { key: secrets.instructorKey } }));
}

export interface Follower {
  status: number;
  facts: SeenFact[];
  /** Attendees who have a page open, as an instructor was told last. */
  online: readonly string[];
  /** Names of all messages in their order, facts included. */
  events: string[];
  lastId: number;
  /** Resolves when a message of that name has come. */
  heard(event: string): Promise<void>;
  until(condition: () => boolean): Promise<void>;
  ended: Promise<void>;
  response: IncomingMessage;
  cut(): void;
}

/** Opens a stream as an EventSource does, and again where it was when `lastId` is given. */
export function openStream(
  url: string,
  cookie: string,
  { as = 'attendee', lastId = 0, reads = true, onFact = (_fact: SeenFact): void => {} } = {},
): Promise<Follower> {
  const headers = { Cookie: cookie, ...(lastId > 0 ? { 'Last-Event-ID': String(lastId) } : {}) };
  return new Promise((resolve, reject) => {
    const request = get(`${url}${API}/events?as=${as}`, { headers, agent: false }, (response) => {
      const waiting = new Set<() => void>();
      let buffer = '';
      const follower: Follower = {
        status: response.statusCode ?? 0,
        facts: [],
        online: [],
        events: [],
        lastId,
        heard: (event) => follower.until(() => follower.events.includes(event)),
        until: (condition) =>
          new Promise((done) => {
            const look = () => void (condition() && (waiting.delete(look), done()));
            waiting.add(look);
            look();
          }),
        ended: new Promise((done) => response.once('close', done)),
        response,
        cut: () => request.destroy(),
      };
      const take = (block: string) => {
        const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]));
        const event = fields.get('event');
        if (event === undefined) return;
        follower.events.push(event);
        if (event === 'fact') {
          const fact = JSON.parse(fields.get('data')!) as SeenFact;
          follower.facts.push(fact);
          onFact(fact);
        }
        if (event === 'presence') follower.online = (JSON.parse(fields.get('data')!) as Presence).online;
        if (fields.has('id')) follower.lastId = Number(fields.get('id'));
        for (const look of waiting) look();
      };
      response.on('error', () => {});
      if (reads) {
        response.setEncoding('utf8').on('data', (text: string) => {
          const blocks = (buffer + text).split('\n\n');
          buffer = blocks.pop()!;
          blocks.forEach(take);
        });
      }
      resolve(follower);
    });
    request.on('error', reject);
  });
}
