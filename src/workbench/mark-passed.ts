/** Marks the exercises that this reader has passed, as far as the browser remembers. */
import { EXERCISE_PASSED } from './events.ts';
import { keysOf } from './storage.ts';

const items = [...document.querySelectorAll<HTMLElement>('[data-exercise]')];

for (const item of items) if (hasPassed(item.dataset['exercise'] ?? '')) mark(item);

document.addEventListener(EXERCISE_PASSED, ({ detail }: CustomEventInit<string>) => {
  for (const item of items) if (item.dataset['exercise'] === detail) mark(item);
});

function mark(item: HTMLElement) {
  if (item.querySelector('.labs-passed')) return;
  const sign = document.createElement('span');
  sign.className = 'labs-passed';
  sign.textContent = '✓ passed';
  item.append(' ', sign);
}

function hasPassed(exercise: string): boolean {
  try {
    return localStorage.getItem(keysOf(exercise).passed) !== null;
  } catch {
    return false;
  }
}
