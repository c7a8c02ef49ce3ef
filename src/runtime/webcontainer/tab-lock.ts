/**
 * One container for all tabs of the site: it is as big as a second browser. Web Locks where the browser has them,
 * else a BroadcastChannel; where it has neither, every tab may have one.
 */
export interface TabLock {
  /** True if this tab holds the lock now. Two calls at once are one. */
  take(): Promise<boolean>;
  /** Resolves when the tab that holds it has let go, or is gone, so that `take` may succeed. */
  freed(): Promise<void>;
  release(): void;
}

/** The parts of the browser that it uses. */
export interface TabLockParts {
  locks: LockManager | undefined;
  openChannel: ((name: string) => BroadcastChannel) | undefined;
}

const ownParts = (): TabLockParts => ({
  locks: (navigator as { locks?: LockManager }).locks,
  openChannel: 'BroadcastChannel' in globalThis ? (name: string) => new BroadcastChannel(name) : undefined,
});

export function createTabLock(name: string, { locks, openChannel } = ownParts()): TabLock {
  if (locks) return byWebLocks(name, locks);
  if (openChannel) return byChannel(openChannel(name));
  return { take: () => Promise.resolve(true), freed: () => Promise.resolve(), release() {} };
}

function byWebLocks(name: string, locks: LockManager): TabLock {
  let taking: Promise<boolean> | undefined;
  let letGo = (): void => undefined;

  function take(): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const held = (lock: Lock | null): Promise<void> => {
        resolve(lock !== null);
        return lock === null ? Promise.resolve() : new Promise((release) => (letGo = release));
      };
      locks.request(name, { ifAvailable: true }, held).catch(reject);
    });
  }

  return {
    async take() {
      taking ??= take();
      const holds = await taking;
      if (!holds) taking = undefined;
      return holds;
    },
    freed: () => locks.request(name, () => undefined),
    release() {
      letGo();
      taking = undefined;
    },
  };
}

type Word = { say: 'mine?' | 'mine!' | 'free'; by: string };

/** How long the holder may take to answer, and how often those who wait ask again. Milliseconds. */
const ANSWER_MS = 400;
const ASK_AGAIN_MS = 3000;

function byChannel(channel: BroadcastChannel): TabLock {
  const me = Math.random().toString(36).slice(2);
  let state: 'none' | 'asking' | 'held' = 'none';
  let refused = (): void => undefined;
  let heardFree = (): void => undefined;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target origin
  const say = (word: Word['say']): void => channel.postMessage({ say: word, by: me } satisfies Word);

  channel.addEventListener('message', ({ data }: MessageEvent<Word>) => {
    if (data.say === 'free') heardFree();
    else if (data.say === 'mine!') refused();
    // Of two tabs that ask at the same time, the one whose name comes first wins.
    else if (state === 'held' || (state === 'asking' && me < data.by)) say('mine!');
    else refused();
  });
  globalThis.addEventListener('pagehide', release);

  function release(): void {
    if (state === 'held') say('free');
    state = 'none';
  }

  async function isTaken(): Promise<boolean> {
    const answer = new Promise<true>((resolve) => (refused = () => resolve(true)));
    say('mine?');
    return Promise.race([answer, wait(ANSWER_MS).then(() => false)]);
  }

  return {
    async take() {
      if (state === 'held') return true;
      state = 'asking';
      const taken = await isTaken();
      state = taken ? 'none' : 'held';
      return !taken;
    },
    async freed() {
      const told = new Promise<void>((resolve) => (heardFree = resolve));
      // A tab that crashed says nothing.
      const silent = async (): Promise<void> => {
        do await wait(ASK_AGAIN_MS);
        while (await isTaken());
      };
      await Promise.race([told, silent()]);
    },
    release,
  };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
