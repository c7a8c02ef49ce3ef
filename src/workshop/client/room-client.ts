/** A page's end of a workshop: follows the facts that it may see, folds them into a session, and sends commands. */
import { signal, type ReadonlySignal } from '@preact/signals';
import { API, PROTOCOL, type Actor, type Presence, type SeenFact, type Welcome } from '../protocol.ts';
import type { Command } from '../schema.ts';
import { evolve, initialSession, type Session } from '../session.ts';
import { newId, read, Rejected, sendCommand } from './api.ts';
import { createOutbox, type Shelf } from './outbox.ts';

/** `asleep`: the tab was hidden for a while, or too many of them are open. `stranger`: one has to join first. */
export type Link = 'connecting' | 'live' | 'asleep' | 'stranger' | 'outdated';

/** A command without its id, which the client gives it. */
export type Wish = Command extends infer C ? (C extends Command ? Omit<C, 'id'> : never) : never;

export interface RoomClient {
  readonly session: ReadonlySignal<Session>;
  readonly link: ReadonlySignal<Link>;
  readonly you: ReadonlySignal<Actor | null>;
  /** Attendees with a page open; instructors only. */
  readonly online: ReadonlySignal<readonly string[]>;
  /** The server's time now, in milliseconds. */
  now(): number;
  /**
   * Resolves when the command is kept. While the server is away it is sent again, always under one id, and behind
   * what was sent before.
   * @throws Rejected if it is refused, or the client is closed
   */
  send(wish: Wish): Promise<void>;
  /** Calls back with each fact, those of the past as well if it is asked for at once. */
  onFact(listener: (fact: SeenFact) => void): void;
  close(): void;
}

const RETRY_MS = 1_000;
/** A hidden tab lets go of its stream after this, for a browser has six connections to an address. */
const HIDDEN_MS = 20_000;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param shelf where commands outlive the page until the server has them; without it they do not */
export function createRoomClient(as: Actor['role'], shelf?: Shelf): RoomClient {
  const session = signal(initialSession());
  const link = signal<Link>('connecting');
  const you = signal<Actor | null>(null);
  const online = signal<readonly string[]>([]);
  const over = new AbortController();
  const listeners: ((fact: SeenFact) => void)[] = [];
  const outbox = createOutbox({
    shelf,
    post: (command) => sendCommand(as, command),
    pause: () => wait(RETRY_MS),
    over: over.signal,
  });
  let version = 0;
  let ahead = 0; // of this computer's clock, in milliseconds
  let stream: EventSource | undefined;
  let hiding: ReturnType<typeof setTimeout> | undefined;
  // While the past comes in, the page is drawn once, at its end.
  let unseen: Session | null = session.peek();

  function take(fact: SeenFact): void {
    if (fact.version <= version) return;
    version = fact.version;
    const next = evolve(unseen ?? session.peek(), fact);
    if (unseen) unseen = next;
    else session.value = next;
    for (const listener of listeners) listener(fact);
  }

  function welcome(news: Welcome): void {
    ahead = news.now - Date.now();
    you.value = news.you;
    if (unseen) session.value = unseen;
    unseen = null;
    link.value = news.protocol === PROTOCOL ? 'live' : 'outdated';
  }

  function rest(next: Link): void {
    stream?.close();
    stream = undefined;
    link.value = next;
  }

  function open(): void {
    if (over.signal.aborted || stream) return;
    const opened = new EventSource(`${API}/events?as=${as}&after=${version}`);
    stream = opened;
    const on = <T>(name: string, listener: (data: T) => void) =>
      opened.addEventListener(name, ({ data }: MessageEvent<string>) => listener(JSON.parse(data) as T));
    on('fact', take);
    on('welcome', welcome);
    on<Presence>('presence', (presence) => (online.value = presence.online));
    on('replaced', () => rest('asleep'));
    on('goodbye', () => rest('stranger'));
    opened.addEventListener('error', () => {
      link.value = 'connecting';
      // A browser gives up for good when the answer is no stream: then the reason is asked for.
      if (opened.readyState === EventSource.CLOSED) void whyClosed(opened);
    });
  }

  async function whyClosed(closed: EventSource): Promise<void> {
    if (stream !== closed) return;
    stream = undefined;
    const reason = await read(`/me?as=${as}`).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (reason instanceof Rejected && reason.retry === 'join') rest('stranger');
    else {
      await wait(RETRY_MS);
      open();
    }
  }

  function visibilityChanged(): void {
    clearTimeout(hiding);
    if (document.visibilityState === 'hidden') hiding = setTimeout(() => rest('asleep'), HIDDEN_MS);
    else if (link.peek() === 'asleep') {
      link.value = 'connecting';
      open();
    }
  }

  document.addEventListener('visibilitychange', visibilityChanged, { signal: over.signal });
  open();

  return {
    session,
    link,
    you,
    online,
    now: () => Date.now() + ahead,
    send: (wish) => outbox.send({ ...wish, id: newId() } as Command),
    onFact: (listener) => void listeners.push(listener),
    close() {
      over.abort();
      clearTimeout(hiding);
      stream?.close();
    },
  };
}
