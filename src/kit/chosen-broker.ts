import type { OpenPort } from '#sim/groups/port.ts';

const CHOSEN = Symbol.for('handbook.broker');

/** Opens the real broker that whoever runs the program has chosen, if somebody has. */
export function chosenBroker(): (() => OpenPort) | undefined {
  return (globalThis as { [CHOSEN]?: () => OpenPort })[CHOSEN];
}
