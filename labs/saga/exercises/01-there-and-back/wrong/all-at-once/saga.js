/**
 * @param state the command whose answer the saga waits for; or 'new', 'done' or 'cancelled'
 * @param event 'OrderPlaced', or an answer
 * @param steps as in steps.js; perhaps more of them, or fewer
 * @returns { state, send }: the state from now on, and a list of commands
 */
export function next(state, event, steps) {
  if (state === 'new' && event === 'OrderPlaced') return goTo(steps[0].command);

  const at = steps.findIndex(({ command, undo }) => state === command || state === undo);
  if (at === -1) return { state, send: [] };

  const { command, yes, no, undo, undone } = steps[at];
  if (state === command && event === yes) {
    return at === steps.length - 1 ? { state: 'done', send: [] } : goTo(steps[at + 1].command);
  }
  if ((state === command && event === no) || (state === undo && event === undone)) {
    if (event === undone)
      return at === 0 ? { state: 'cancelled', send: [] } : { state: steps[at - 1].undo, send: [] };
    if (at === 0) return { state: 'cancelled', send: [] };
    const send = steps.slice(0, at).map((step) => step.undo);
    return { state: send.at(-1), send: send.toReversed() };
  }
  return { state, send: [] };
}

const goTo = (command) => ({ state: command, send: [command] });
