/** What an explorable system is: a program, the dials that it is run with, and what counts in its trace. */
import type { BrokerEvent } from '#trace/broker-events.ts';
import type { Recorded } from '#trace/trace.ts';
import type { Measured } from './measure.ts';

export type DialId = 'load' | 'latency' | 'failure' | 'replicas';

/** A setting that is a number. */
export interface Dial {
  label: string;
  /** Behind the number: `a second`, `ms`. */
  unit: string;
  min: number;
  max: number;
  step: number;
  /** Where it stands at first. */
  value: number;
}

/** The decision of the design that the chapter weighs. */
export interface Design {
  label: string;
  /** The first is chosen at first. */
  options: readonly { id: string; label: string }[];
}

export interface Settings extends Record<DialId, number> {
  design: string;
  seed: number;
}

/** A number that only this system has. */
export interface Extra {
  label: string;
  /** It is a time, in milliseconds. */
  isTime?: boolean;
  count(events: readonly Recorded<BrokerEvent>[]): number;
}

export interface System {
  id: string;
  title: string;
  /** What it does, and what the numbers count, in a sentence or two. */
  about: string;
  dials: Readonly<Record<DialId, Dial>>;
  design: Design;
  measured: Measured;
  /** What has happened to an event that is done: `posted`. */
  effect: string;
  extras: readonly Extra[];
  /** The lab-kit program. Runs to its end, and traces what happens. */
  run(settings: Settings): Promise<unknown>;
  /** Settings worth a sentence for those who cannot run it. */
  worthSaying: readonly Partial<Settings>[];
}

/** Virtual milliseconds that each program runs for. */
export const UNTIL = 20_000;

export function startOf({ dials, design }: Pick<System, 'dials' | 'design'>): Settings {
  const { load, latency, failure, replicas } = dials;
  return {
    load: load.value,
    latency: latency.value,
    failure: failure.value,
    replicas: replicas.value,
    design: design.options[0]!.id,
    seed: 1,
  };
}
