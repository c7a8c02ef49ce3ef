import type { Booted } from './boot.ts';
import { tearDown } from './boot.ts';

/** A share in the page's container. */
export interface Lease {
  booted: Promise<Booted>;
  /** Gives the share back; the container is kept for a while, for the next lab of a page that navigates in place. */
  release(): void;
  /** The container is of no use any more: tears it down, so that the next lease boots another. */
  discard(): void;
}

interface Kept {
  booted: Promise<Booted>;
  users: number;
  idle: ReturnType<typeof setTimeout> | undefined;
}

const KEEP_MS = 30_000;

// The vendor allows one container per page, so the page is where it is kept.
let kept: Kept | undefined;

function drop(entry: Kept): void {
  clearTimeout(entry.idle);
  if (kept === entry) kept = undefined;
  entry.booted.then(({ container }) => tearDown(container)).catch(() => undefined);
}

/** Joins the page's container, or has `boot` start one if there is none. */
export function leaseContainer(boot: () => Promise<Booted>): Lease {
  const entry = (kept ??= { booted: boot(), users: 0, idle: undefined });
  entry.users += 1;
  clearTimeout(entry.idle);
  entry.booted.catch(() => {
    if (kept === entry) kept = undefined;
  });
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
