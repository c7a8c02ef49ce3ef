import type { Booted } from './boot.ts';
import { failureError } from './failures.ts';
import { createTabLock, type TabLock } from './tab-lock.ts';

/** A share in the page's container. */
export interface Lease {
  /** Rejects with `other-tab` while another tab of the site has a container. */
  booted: Promise<Booted>;
  /** Gives the share back; the container is kept for a while, for the next one who asks. */
  release(): void;
  /** The container is of no use any more: ends it, so that the next lease boots another. */
  discard(): void;
}

interface Kept {
  booted: Promise<Booted>;
  users: number;
  idle: ReturnType<typeof setTimeout> | undefined;
  unwanted: AbortController;
}

const KEEP_MS = 30_000;

// The vendor allows one container per page, so the page is where it is kept.
let kept: Kept | undefined;
let closing: Promise<unknown> = Promise.resolve();
let lock: TabLock | undefined;

const tabLock = (): TabLock => (lock ??= createTabLock('handbook:webcontainer'));

/** Resolves when no other tab has a container any more. */
export const otherTabGone = (): Promise<void> => tabLock().freed();

function drop(entry: Kept): void {
  clearTimeout(entry.idle);
  if (kept !== entry) return;
  kept = undefined;
  entry.unwanted.abort();
  closing = entry.booted
    .then((booted) => booted.close())
    .catch(() => undefined)
    .then(() => kept ?? tabLock().release());
}

type Boot = (unwanted: AbortSignal) => Promise<Booted>;

async function bootAlone(boot: Boot, unwanted: AbortSignal): Promise<Booted> {
  await closing;
  if (unwanted.aborted) throw failureError('stopped');
  if (!(await tabLock().take())) throw failureError('other-tab');
  return boot(unwanted);
}

function begin(boot: Boot): Kept {
  const unwanted = new AbortController();
  return { booted: bootAlone(boot, unwanted.signal), users: 0, idle: undefined, unwanted };
}

/** Joins the page's container, or has `boot` start one if there is none. */
export function leaseContainer(boot: Boot): Lease {
  const entry = (kept ??= begin(boot));
  entry.users += 1;
  clearTimeout(entry.idle);
  entry.booted.catch(() => drop(entry));
  let held = true;
  return {
    booted: entry.booted,
    release() {
      if (!held) return;
      held = false;
      entry.users -= 1;
      if (entry.users === 0) entry.idle = setTimeout(drop, KEEP_MS, entry);
    },
    discard() {
      held = false;
      drop(entry);
    },
  };
}
