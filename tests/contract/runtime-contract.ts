/**
 * What every runtime must do, whatever its engine: the same cases run over `node`, `embedded` and `webcontainer`.
 * A case acts where the runtime lives (perhaps in a page) and returns plain data; the test compares that data where
 * the test lives. Engines may differ only through their declared capabilities.
 */
import type { Capabilities, Runtime } from '#runtime/runtime.ts';
import { checkCases } from './cases/checks.ts';
import { controlCases } from './cases/control.ts';
import { forgeryCases, forgerySentences } from './cases/forgery.ts';
import { lifecycleCases } from './cases/lifecycle.ts';
import { orderCases } from './cases/order.ts';
import { programCases } from './cases/programs.ts';

export interface ContractCase {
  /** What a user may rely on, as a sentence. */
  name: string;
  /** True if the case prepares and disposes of its runtime itself; else it shares one with other cases. */
  ownRuntime?: boolean;
  /** Resolves to plain data (it may have to leave a page). */
  act(runtime: Runtime): Promise<unknown>;
  /** What `act` must resolve to; a function where capabilities make a difference. */
  expected: unknown;
}

export const contractCases: readonly ContractCase[] = [
  ...programCases,
  ...orderCases,
  ...controlCases,
  ...checkCases,
  ...forgeryCases,
  forgerySentences,
  ...lifecycleCases,
];

export function expectedOf(contractCase: ContractCase, capabilities: Capabilities): unknown {
  const { expected } = contractCase;
  return typeof expected === 'function' ? (expected as (c: Capabilities) => unknown)(capabilities) : expected;
}
