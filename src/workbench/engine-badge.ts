/** What the badge says about the runtime: which one, in what state, why, and what the learner may do. Pure. */
import type { Pin } from '#runtime/select/choice-store.ts';
import type { Decision, Offer, Reason, ReasonCode } from '#runtime/select/decide.ts';
import type { ExerciseFace } from './data.ts';

export interface EngineBadge {
  /** Told by a shape as well as a colour. */
  tone: 'resting' | 'busy' | 'ready' | 'trouble';
  name: string;
  engine: keyof typeof NAMES;
  /** What stands in the way, for example `WebContainer blocked`; null if nothing does: then the host is said instead. */
  detail: string | null;
  /** Why this one, in a sentence or two. */
  why: string;
  pin: Pin;
  /** The state behind it, by which the page and its tests tell badges apart. */
  state: ReasonCode | 'resting';
  /** What the learner can do about it, and what to call that. */
  offer: { act: Offer; label: string } | null;
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
  'other-tab': 'WebContainer is in another tab',
  crashed: 'WebContainer crashed',
  stopped: 'WebContainer stopped',
};

const NO_TROUBLE: readonly ReasonCode[] = [
  'starting',
  'slow',
  'reload-isolates',
  'offline',
  'other-tab',
  'stopped',
];

export function firstBadge(face: ExerciseFace): EngineBadge {
  const needsMore = face.needs.length > 0;
  return {
    tone: 'resting',
    name: needsMore ? NAMES.webcontainer : NAMES.embedded,
    engine: needsMore ? 'webcontainer' : 'embedded',
    detail: null,
    why: needsMore
      ? `This lab needs ${face.needs.join(' and ')}, which WebContainer has. It starts when you press Run.`
      : 'Runs in this page, with no network. It starts when you press Run.',
    pin: null,
    state: 'resting',
    offer: null,
  };
}

export function badgeOf({ type, engine, reason }: Decision, pin: Pin): EngineBadge {
  const instead = engine === 'embedded' ? INSTEAD[reason.code] : undefined;
  const isTrouble = type === 'unavailable' || (instead !== undefined && !NO_TROUBLE.includes(reason.code));
  const progress = reason.progress === undefined ? '' : ` (${reason.progress})`;
  return {
    tone: type === 'wait' ? 'busy' : isTrouble ? 'trouble' : 'ready',
    name: type === 'unavailable' ? 'Cannot run here' : NAMES[engine],
    engine,
    detail: type === 'wait' ? reason.message : instead ? instead + progress : null,
    why: reason.message,
    pin,
    state: reason.code,
    offer: reason.offer === null ? null : { act: reason.offer, label: offerLabel(reason.offer, reason.code) },
  };
}

function offerLabel(offer: Offer, code: Reason['code']): string {
  if (offer === 'reload') return 'Reload for WebContainer';
  if (offer === 'stop') return code === 'ready' ? 'Stop WebContainer' : 'Do not start WebContainer';
  if (code === 'crashed' || code === 'out-of-memory') return 'Restart WebContainer';
  return code === 'stopped' ? 'Start WebContainer' : 'Try WebContainer again';
}
