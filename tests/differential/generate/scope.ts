/**
 * Where in a program the next statement stands, and what it may do there without a race: which turn of the loop it
 * runs in, which tasks it may queue, whether it may await or throw.
 */
import type { Host } from '#lab/model.ts';
import { type Draw, pick } from './draw.ts';
import type { Block, Code } from './tree.ts';

/**
 * What a turn may queue beside microtasks. One kind for each turn, because hosts do not say in which order they take
 * tasks of different sources.
 */
export type TaskKind =
  'none' | 'loop' | 'zero-timers' | 'messages' | 'window-messages' | 'frames' | 'idle' | 'rejections';

/** Errors that nobody catches: none; some, and the program listens for them; one, which ends the program. */
export type ErrorMode = 'none' | 'handled' | 'fatal';

/** What all parts of one program share. */
export interface Shared {
  draw: Draw;
  host: Host;
  /** Whether orders are left open on purpose: near timers, and tasks of all sources in one turn. */
  racy: boolean;
  errors: ErrorMode;
  /** Statements that may still be made. */
  budget: number;
  names: number;
  /** Times, in steps of `gap`, at which some timer fires. */
  slots: Set<number>;
  /** What the turns at those times may queue. */
  kinds: Map<number, TaskKind>;
  /** True while no error was left uncaught in a program that one of them ends. */
  mayDie: boolean;
}

export interface Scope {
  shared: Shared;
  depth: number;
  /** The slot of the turn that the statement runs in; 0 is the main script. Changes in an async function that sleeps. */
  slot: number;
  /** True where `await` may stand. */
  isAsync: boolean;
  /** True inside a callback whose thrown error nobody catches. */
  mayThrow: boolean;
}

/** Milliseconds between two timers: so many that none is due with another even on a busy machine, unless it may be. */
export function gapOf({ host, racy }: Pick<Shared, 'host' | 'racy'>): number {
  if (racy) return 1;
  return host === 'browser' ? 90 : 120;
}
const LAST_SLOT = 6;

const KINDS: Record<'node' | 'browser', readonly TaskKind[]> = {
  node: ['loop', 'loop', 'loop', 'zero-timers', 'none'],
  browser: ['messages', 'messages', 'window-messages', 'frames', 'zero-timers', 'idle', 'none'],
};

export const isNode = ({ shared }: Scope): boolean => shared.host !== 'browser';

export function kindOf({ shared, slot }: Scope): TaskKind {
  const known = shared.kinds.get(slot);
  if (known) return known;
  const kinds = shared.host === 'browser' ? KINDS.browser : KINDS.node;
  // An error that the browser reports to the window does so in a task of its own.
  const chosen = pick(
    shared.draw,
    shared.host === 'browser' && shared.errors === 'handled' ? [...kinds, 'rejections', 'rejections'] : kinds,
  );
  shared.kinds.set(slot, chosen as TaskKind);
  return chosen as TaskKind;
}

/** A later moment at which nothing else happens; undefined if there is none left. */
export function takeSlot({ shared, slot }: Scope, length = 1): number | undefined {
  const isFree = (at: number): boolean =>
    Array.from({ length }, (_, step) => at + step).every((one) => !shared.slots.has(one));
  const free = Array.from({ length: LAST_SLOT - slot }, (_, at) => slot + 1 + at).filter(isFree);
  if (free.length === 0) return undefined;
  const chosen = pick(shared.draw, free);
  for (let step = 0; step < length; step++) shared.slots.add(chosen + step);
  return chosen;
}

export const delayTo = (scope: Scope, slot: number): number => (slot - scope.slot) * gapOf(scope.shared);

export const name = ({ shared }: Scope, letter: string): string => `${letter}${++shared.names}`;

export const deeper = (scope: Scope, changes: Partial<Scope> = {}): Scope => ({
  ...scope,
  depth: scope.depth + 1,
  isAsync: false,
  mayThrow: false,
  ...changes,
});

/** What makers need to fill their blocks; made in generate.ts, which knows all makers. */
export interface Filler {
  block(scope: Scope): Block;
  /** A promise as an expression; settled in this turn. Rejects only if `mayReject`. */
  promise(scope: Scope, filler: Filler, mayReject: boolean): Code;
  /** Something that calls `callback`, an expression of a function, later in this turn. */
  later(scope: Scope, callback: Code): Code;
}
