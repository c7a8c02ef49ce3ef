/** One step that a process asks another party for (a database, a payment service): where effects and crashes meet. */
import type { Process } from '../process.ts';
import type { FaultKind } from './faults.ts';
import type { Sim } from './sim.ts';

/** A thing, and the state that it is in from now on. */
export interface Entered {
  subject: string;
  state: string;
}

export interface Operation<T> {
  /** For the reader: `charge o-17`. */
  name: string;
  /** The message that it sends or is about, where the process works on no other. */
  message?: string;
  /** True if it changes something: then it can be refused, and a crash can come right before or after it. */
  writes: boolean;
  /** Virtual milliseconds on its way there. Default: what the network takes. */
  delay?: number;
  /** Who is asked, for the reader: `the database`. */
  whom: string;
  /** More of it, for the reader, once it has been carried out: the keys that a commit writes. May be empty. */
  detail?: () => string;
  /** Things that have come into another state by it, for the reader: known when it has been carried out. */
  entered?: readonly Entered[];
  /** Carries it out, all at once. What it throws goes to the caller. */
  apply(): T;
}

/** Carries out an operation for a process; the promise never settles if the process dies first. */
export function operate<T>(sim: Sim, process: Process, operation: Operation<T>): Promise<T> {
  return process.promise<T>((resolve, reject) => {
    const errand = sim.errands.get(process);
    const late = errand?.late ?? 0;
    if (errand) errand.late = 0;
    process.after((operation.delay ?? sim.latency()) + late, () =>
      carryOut(sim, process, operation, resolve, reject),
    );
  });
}

function carryOut<T>(
  sim: Sim,
  process: Process,
  { name, writes, whom, detail, entered = [], apply, message: sent }: Operation<T>,
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
): void {
  const errand = sim.errands.get(process);
  const place = errand
    ? `${errand.place} write ${writes ? ++errand.writes : 0}`
    : `${process.name} step ${++sim.steps}`;
  const message = errand?.message ?? sent;
  const concerned = { process: process.name, ...(message === undefined ? {} : { message }) };
  const strikes = (kind: FaultKind, says: () => string) =>
    writes && sim.faults.strikes(kind, place, says, concerned);
  const about = errand && !name.includes(errand.message) ? ` for ${errand.message}` : '';
  if (strikes('refuse', () => `${capital(whom)} refused “${name}”${about} once.`)) {
    return reject(new Error(`${capital(whom)} does not answer.`));
  }
  if (strikes('crash-before-effect', () => `${process.name} crashed right before “${name}”${about}.`)) {
    return sim.crash(process);
  }
  let value: T;
  try {
    value = apply();
  } catch (error) {
    return reject(error);
  }
  const said = detail?.() ?? '';
  const more = said === '' ? {} : { detail: said };
  sim.record({ type: 'OperationApplied', whom, operation: name, ...more, ...concerned });
  for (const one of entered) sim.record({ type: 'StateEntered', process: process.name, ...one });
  const acknowledging = errand === undefined ? 'whatever came next' : `acknowledging ${errand.message}`;
  if (
    strikes('crash-after-effect', () => `${process.name} crashed between “${name}” and ${acknowledging}.`)
  ) {
    return sim.crash(process);
  }
  if (strikes('lost-reply', () => `“${name}”${about} took effect, but the answer of ${whom} was lost.`)) {
    return reject(new Error(`${capital(whom)} does not answer.`));
  }
  resolve(value);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
