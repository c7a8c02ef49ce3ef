/**
 * Faults, and the plan that says where they strike. Every place where something could go wrong asks here. In a first
 * run chance decides, and what struck is written down; that list is the fault plan, by which the run can be repeated,
 * or tried with one fault less.
 */
import type { Random } from '../random.ts';

/** What can go wrong, and how often it does where it could: a share of the places. */
export const FAULT_RATES = {
  /** A delivery is lost on its way; the broker tries again when its lease has run out. */
  drop: 0.04,
  /** The message is delivered a second time, although nobody asked for it. */
  duplicate: 0.12,
  /** A delivery is held up on its way. */
  delay: 0.06,
  /** The next message overtakes this one. */
  reorder: 0.08,
  /** The acknowledgement is lost on its way, so the message comes again. */
  'lost-ack': 0.08,
  /** The process dies before what it was about to do takes effect. */
  'crash-before-effect': 0.03,
  /** The process dies after an effect, before it learns of it and acknowledges. */
  'crash-after-effect': 0.06,
  /** A write is refused once: the other side does not answer. */
  refuse: 0.03,
  /** The effect takes place, but the answer is lost. */
  'lost-reply': 0.04,
  /** A consumer takes so long that its lease runs out, and the message goes to another one as well. */
  slow: 0.06,
  /** A consumer is cut off from the broker for a while; it goes on working. */
  partition: 0.03,
  /** The broker restarts: what was under way is delivered again, and only what is durable is left. */
  restart: 0.02,
} as const;

export type FaultKind = keyof typeof FAULT_RATES;

/**
 * A fault that struck: what, where (a name that is the same in every run of the seed, and that of no other place), and
 * what it meant, as a sentence.
 */
export interface Fault {
  readonly kind: FaultKind;
  readonly place: string;
  readonly says: string;
  readonly about: Concerned;
}

/** Which message and which process a fault concerns, where it concerns one. */
export interface Concerned {
  readonly message?: string;
  readonly process?: string;
}

export interface Faults {
  /** True if the fault strikes here. `says` is called if it does. */
  strikes(kind: FaultKind, place: string, says: () => string, about?: Concerned): boolean;
  /** What has struck so far, in order. */
  readonly struck: readonly Fault[];
}

interface FaultOptions {
  random: Random;
  /** Which kinds may strike, each with its rate. */
  rates: ReadonlyMap<FaultKind, number>;
  /** How many may strike in one run: after them all goes well, so that a run can come to rest. */
  most: number;
  /** The faults of an earlier run: these strike, in the same places, and no others. */
  plan?: readonly Fault[] | undefined;
  onStrike(fault: Fault): void;
}

export function createFaults({ random, rates, most, plan, onStrike }: FaultOptions): Faults {
  const struck: Fault[] = [];
  const planned = plan && new Set(plan.map(({ kind, place }) => `${kind} ${place}`));
  function decides(kind: FaultKind, place: string): boolean {
    if (planned) return planned.has(`${kind} ${place}`);
    const rate = rates.get(kind);
    return rate !== undefined && struck.length < most && random.next() < rate;
  }

  return {
    strikes(kind, place, says, about = {}) {
      if (!decides(kind, place)) return false;
      const fault = { kind, place, says: says(), about };
      struck.push(fault);
      onStrike(fault);
      return true;
    },
    struck,
  };
}
