/** The log of one session, as the room uses it: an append-only list of facts, wherever it is kept. */
import type { Fact, StoredFact } from './protocol.ts';

export interface FactLog {
  /**
   * Appends the facts in their order behind `expected`, the version that the writer has seen (0: nothing is there).
   * A log behind a network may append the first of them only; the ids tell afterwards which. Facts that are there
   * already, all and in this order, are not appended again.
   * @returns the version of the last of them
   * @throws Behind if others have appended meanwhile, or a part of the facts is there: read on, decide again
   */
  append(expected: number, facts: readonly Fact[]): Promise<number>;
  /** Facts behind a version, in their order; none at the end. */
  read(after: number, limit: number): Promise<readonly StoredFact[]>;
  /**
   * Hands over what is behind a version, then what comes, whoever appends it; in order, each once. Goes on after a
   * network or a server was away for a while.
   * @returns its end
   */
  follow(after: number, onFact: (fact: StoredFact) => void): () => void;
  /**
   * Deletes the name that an attendee joined with: from then on the fact is read with an empty one. Harmless if there
   * is none.
   */
  forgetName(attendee: string): Promise<void>;
  close(): Promise<void>;
}

/** The writer has not seen all that is in the log. */
export class Behind extends Error {
  override readonly name = 'Behind';
  constructor(expected: number, options?: ErrorOptions) {
    super(`others have appended to the session behind version ${expected}`, options);
  }
}
