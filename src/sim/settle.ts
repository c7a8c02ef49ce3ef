/**
 * Asynchronous code between two events of the world. What a program does after an `await` happens in microtasks, which
 * nobody can count or run by hand; so the world waits, microtask by microtask, until the code shows no sign of life
 * and everything that was called either has ended or waits for the world. That point depends on nothing but the code:
 * the language fixes how many microtasks an `await` takes.
 */

/** The open account of one incarnation of a process. */
export interface Desk {
  /** Its code waits for the world. Returns what ends the waiting. */
  wait(): Claim;
  /** A call into its code has begun. Returns what ends the call. */
  begin(): Claim;
  /** The incarnation is dead: nothing of it is waited for any more. */
  close(): void;
}

/** The first time, and only while the incarnation lives, calls `act` and strikes the claim off. */
export type Claim = (act: () => void) => void;

/** `endless`: the code goes on from microtask to microtask and never lets time pass. */
export type Settled = 'settled' | 'endless';

export interface Pending {
  open(): Desk;
  /** To be called when code does something that the world can see. */
  stir(): void;
  /** True if code may have run since the last `settle()`. */
  readonly isStirred: boolean;
  /** Calls into code that have not ended, of live incarnations. */
  readonly calls: number;
  /** Waits until the code has done all that it can do at this moment of virtual time. */
  settle(): Promise<Settled>;
}

/** Microtasks without a sign of life after which code that waits for the world is taken to be still. */
const QUIET = 8;
/** The same while some of the code waits for something that is not the world's, or is still busy. */
const UNSURE = 256;
/** More microtasks at one moment than any honest code takes. */
const MOST = 50_000;

export function createPending(): Pending {
  let waits = 0;
  let calls = 0;
  let signs = 0;
  let settledAt = 0;
  const microtask = Promise.resolve();

  function open(): Desk {
    let isOpen = true;
    const own = { waits: 0, calls: 0 };

    function claim(kind: 'waits' | 'calls'): Claim {
      let isSettled = false;
      own[kind]++;
      if (kind === 'waits') waits++;
      else calls++;
      signs++;
      return (act) => {
        if (isSettled || !isOpen) return;
        isSettled = true;
        own[kind]--;
        if (kind === 'waits') waits--;
        else calls--;
        signs++;
        act();
      };
    }

    return {
      wait: () => claim('waits'),
      begin: () => claim('calls'),
      close() {
        isOpen = false;
        waits -= own.waits;
        calls -= own.calls;
      },
    };
  }

  async function settle(): Promise<Settled> {
    let quiet = 0;
    let seen = signs;
    for (let turns = 0; turns < MOST; turns++) {
      await microtask;
      if (signs === seen) quiet++;
      else quiet = 0;
      seen = signs;
      if (quiet >= (calls > waits ? UNSURE : QUIET)) {
        settledAt = signs;
        return 'settled';
      }
    }
    return 'endless';
  }

  return {
    open,
    stir: () => void signs++,
    get isStirred() {
      return signs !== settledAt;
    },
    get calls() {
      return calls;
    },
    settle,
  };
}
