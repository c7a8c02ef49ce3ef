/** What the badge says about the runtime: which one, in what state, why, and what the learner may do. Pure. */
import type { Pin } from '#runtime/select/choice-store.ts';
import type { Decision, ReasonCode } from '#runtime/select/decide.ts';
import type { ExerciseFace } from './data.ts';
import { hostName } from './sentences.ts';

export interface EngineBadge {
  /** Told by a shape as well as a colour. */
  tone: 'resting' | 'busy' | 'ready' | 'trouble';
  name: string;
  /** What it behaves as, for example `Node 24, ES module`; or what stands in the way, for example `WebContainer blocked`. */
  detail: string;
  /** Why this one, in a sentence or two. */
  why: string;
  pin: Pin;
  /** What to call a reload of the page that may bring WebContainer; null where it would not help. */
  reload: string | null;
}

const NAMES = { embedded: 'Built-in runtime', webcontainer: 'WebContainer' } as const;

/** Why it is the built-in runtime and not WebContainer, in few words beside its name. */
const INSTEAD: Partial<Record<ReasonCode, string>> = {
  starting: 'while WebContainer starts',
  slow: 'while WebContainer starts slowly',
  'reload-isolates': 'one reload gives this page WebContainer',
  offline: 'offline',
  blocked: 'WebContainer is blocked by this network',
  timeout: 'WebContainer did not start in time',
  'out-of-memory': 'too little memory for WebContainer',
  licence: 'WebContainer refused this site',
  'order-probe-failed': 'WebContainer orders events wrongly',
  crashed: 'WebContainer crashed',
};

const NO_TROUBLE: readonly ReasonCode[] = ['starting', 'slow', 'reload-isolates', 'offline'];

export function firstBadge(face: ExerciseFace): EngineBadge {
  const needsMore = face.needs.length > 0;
  return {
    tone: 'resting',
    name: needsMore ? NAMES.webcontainer : NAMES.embedded,
    detail: hostName(face.host),
    why: needsMore
      ? `This lab needs ${face.needs.join(' and ')}, which WebContainer has. It starts when you press Run.`
      : 'Runs in this page, with no network. It starts when you press Run.',
    pin: null,
    reload: null,
  };
}

export function badgeOf({ type, engine, reason }: Decision, pin: Pin, face: ExerciseFace): EngineBadge {
  const instead = engine === 'embedded' ? INSTEAD[reason.code] : undefined;
  const isTrouble = type === 'unavailable' || (instead !== undefined && !NO_TROUBLE.includes(reason.code));
  const progress = reason.progress === undefined ? '' : ` (${reason.progress})`;
  return {
    tone: type === 'wait' ? 'busy' : isTrouble ? 'trouble' : 'ready',
    name: type === 'unavailable' ? 'Cannot run here' : NAMES[engine],
    detail: type === 'wait' ? reason.message : instead ? instead + progress : hostName(face.host),
    why: reason.message,
    pin,
    reload: reason.reloadHelps ? reloadLabel(reason.code) : null,
  };
}

function reloadLabel(code: ReasonCode): string {
  return code === 'reload-isolates' ? 'Reload for WebContainer' : 'Reload and try again';
}
