/** A service outside the process and its database, such as a payment provider: each call is an effect in the world. */
import type { Process } from '../process.ts';
import { operate } from './operation.ts';
import type { Sim } from './sim.ts';

export interface ServiceCall {
  /** What is asked for; plain data. */
  request: Readonly<Record<string, unknown>>;
  /** Calls with a key that it has seen are answered as the first one was, and have no second effect. */
  idempotencyKey?: string;
}

export interface Service {
  /** A process's way to it: `call(request, { idempotencyKey })` resolves to the service's answer. */
  connect(
    process: Process,
  ): (request: ServiceCall['request'], options?: { idempotencyKey?: string }) => Promise<unknown>;
  /** Every request that had an effect, in order. */
  readonly effects: readonly ServiceCall['request'][];
}

export interface ServiceOptions {
  /** For the reader: `the bank`. */
  name: string;
  /** A request in two or three words: `charge o-17`. */
  describe(request: ServiceCall['request']): string;
  /** The answer to a request that has an effect. `count` is how many there were before. */
  answer?(request: ServiceCall['request'], count: number): unknown;
}

/** What the trace says of a repetition that the service knew by its key. */
export const NO_EFFECT = 'known, no second effect';

export function createService(
  sim: Sim,
  { name, describe, answer = () => undefined }: ServiceOptions,
): Service {
  const effects: ServiceCall['request'][] = [];
  const answers = new Map<string, unknown>();

  function carryOut({ request, idempotencyKey }: ServiceCall): unknown {
    if (idempotencyKey !== undefined && answers.has(idempotencyKey)) return answers.get(idempotencyKey);
    const answered = answer(request, effects.length);
    effects.push({ ...request });
    if (idempotencyKey !== undefined) answers.set(idempotencyKey, answered);
    return answered;
  }

  return {
    connect:
      (process) =>
      (request, { idempotencyKey } = {}) => {
        const key = idempotencyKey === undefined ? {} : { idempotencyKey };
        const before = { effects: 0 };
        return operate(sim, process, {
          name: describe(request),
          writes: true,
          whom: name,
          apply() {
            before.effects = effects.length;
            return carryOut({ request, ...key });
          },
          detail: () => (effects.length > before.effects ? '' : NO_EFFECT),
        });
      },
    effects,
  };
}
