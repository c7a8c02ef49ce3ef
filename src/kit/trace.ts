/** The way from a program to the picture beside it. */
const NAME = Symbol.for('handbook.trace');

/** Records an event of the program's own: plain data with a `type`. Does nothing where no trace is recorded. */
export function trace(event: object): void {
  (globalThis as { [NAME]?: (event: object) => void })[NAME]?.(event);
}
