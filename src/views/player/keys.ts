/** The player's keys: which press asks for what, while the focus is inside the picture. Pure. */
import type { Player } from './player.ts';

/** For the list of keys. */
export const PLAYER_KEYS: { title: string; rows: { what: string; keys: string[][] }[] } = {
  title: 'In the picture of a run (not while you type)',
  rows: [
    { what: 'One step on, one step back', keys: [['→'], ['←']] },
    {
      what: 'Next turn, previous turn',
      keys: [
        ['Shift', '→'],
        ['Shift', '←'],
      ],
    },
    { what: 'Next output, previous output', keys: [['O'], ['Shift', 'O']] },
    { what: 'Play, pause', keys: [['K'], ['Space']] },
    { what: 'Slower, faster', keys: [['−'], ['+']] },
    { what: 'Loop from here, to here, no more', keys: [['['], [']'], ['X']] },
    { what: 'To the beginning, to the end', keys: [['Home'], ['End']] },
  ],
};

/** What the press does to a player; null if it means nothing here. */
export function playerCommand(
  event: KeyboardEvent,
  speeds: readonly number[],
): ((player: Player) => void) | null {
  const { key, shiftKey } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null;
  if (hasOwnKeys(event.target, key)) return null;
  switch (key.length === 1 ? key.toLowerCase() : key) {
    case 'ArrowRight':
      return (player) => (shiftKey ? player.jump('turn', 1) : player.move(1));
    case 'ArrowLeft':
      return (player) => (shiftKey ? player.jump('turn', -1) : player.move(-1));
    case 'o':
      return (player) => player.jump('output', shiftKey ? -1 : 1);
    case 'k':
    case ' ':
      return (player) => player.toggle();
    case '+':
    case '=':
      return (player) => player.setSpeed(nextSpeed(player, speeds, 1));
    case '-':
      return (player) => player.setSpeed(nextSpeed(player, speeds, -1));
    case '[':
      return (player) => player.mark('from');
    case ']':
      return (player) => player.mark('to');
    case 'x':
      return (player) => player.clearLoop();
    case 'Home':
      return (player) => player.seek(0);
    case 'End':
      return (player) => player.seek(player.steps);
    default:
      return null;
  }
}

function nextSpeed(player: Player, speeds: readonly number[], by: 1 | -1): number {
  const at = speeds.indexOf(player.speed.peek());
  return speeds[Math.min(Math.max(0, at + by), speeds.length - 1)] ?? player.speed.peek();
}

/** What is typed goes into a field, and a button, a list or a scroller keeps the keys that move it. */
function hasOwnKeys(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.matches('textarea, select, [contenteditable], input:not([type="range"])')) return true;
  if (key === ' ') return target.closest('button, summary, a, input') !== null;
  // Shift and an arrow move a slider like the arrow alone; here it is the turn that it moves by.
  if (target.matches('input')) return key === 'Home' || key === 'End';
  return (
    key.startsWith('Arrow') && target.closest('[role="tablist"], [role="listbox"], [data-scrolls]') !== null
  );
}
