/**
 * @param saga  { order, state } and whatever else next() has put there; its first state is 'new'
 * @param event { type, order, command }: 'OrderPlaced' (without a command), an answer, or 'TimedOut';
 *              `command` is the id of the command that is answered, or has not been
 * @param steps [{ command, yes, no, undo, undone }, …]: see steps.js
 * @returns { saga, send }: the saga from now on, and a list of the commands to send, each { id, type, order }
 */
export function next(saga, event, steps) {
  const { order, state, tries } = saga;
  const stay = { saga, send: [] };
  const end = (last) => ({ saga: { ...saga, state: last }, send: [] });
  const ask = (type, number = 1) => ({
    saga: { ...saga, state: type, tries: number },
    send: [{ id: idOf(order, type), type, order }],
  });

  if (state === 'new') return event.type === 'OrderPlaced' ? ask(steps[0].command) : stay;

  const at = steps.findIndex(({ command, undo }) => state === command || state === undo);
  const late = steps.findIndex(({ yes }) => yes === event.type);
  if (late > 0 && late < steps.length - 1 && state === steps[late].undo) return ask(steps[late + 1].command);
  if (at === -1 || event.command !== idOf(order, state)) return stay;

  const { command, yes, no, undo, undone } = steps[at];
  if (event.type === 'TimedOut') {
    const mayGiveUp = state === command && undo !== undefined;
    return mayGiveUp && tries === MOST_TRIES ? ask(undo) : ask(state, tries + 1);
  }
  const isYes = state === command && event.type === yes;
  if (isYes) return at === steps.length - 1 ? end('done') : ask(steps[at + 1].command);

  const isNo = state === command && event.type === no;
  const isUndone = state === undo && event.type === undone;
  if (isNo || isUndone) return at === 0 ? end('cancelled') : ask(steps[at - 1].undo);

  return stay;
}

const MOST_TRIES = 3;
const idOf = (order, type) => `${order}-${type}`;
