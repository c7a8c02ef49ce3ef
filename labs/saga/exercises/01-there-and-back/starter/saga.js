/**
 * @param state the command whose answer the saga waits for; or 'new', 'done' or 'cancelled'
 * @param event 'OrderPlaced', or an answer
 * @param steps as in steps.js; perhaps more of them, or fewer
 * @returns { state, send }: the state from now on, and a list of commands
 */
export function next(state, event, steps) {
  if (event === 'OrderPlaced') return goTo(steps[0].command);

  const at = steps.findIndex(({ yes, no }) => event === yes || event === no);
  if (at === -1) return { state, send: [] };

  if (event === steps[at].no) {
    return { state: 'cancelled', send: steps.flatMap(({ undo }) => undo ?? []) };
  }
  if (at === steps.length - 1) return { state: 'done', send: [] };
  return goTo(steps[at + 1].command);
}

const goTo = (command) => ({ state: command, send: [command] });
