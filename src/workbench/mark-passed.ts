/** Marks the exercises that this reader has passed, as far as the browser remembers. */
import { EXERCISE_PASSED } from './events.ts';
import { onEveryPage } from './page-life.ts';
import { keysOf } from './storage.ts';

const items = () => document.querySelectorAll<HTMLElement>('[data-exercise]');

onEveryPage(() => {
  for (const item of items()) if (hasPassed(item.dataset['exercise'] ?? '')) mark(item);
  countPassed();
});

document.addEventListener(EXERCISE_PASSED, ({ detail }: CustomEventInit<string>) => {
  for (const item of items()) if (item.dataset['exercise'] === detail) mark(item);
  countPassed();
});

/** How many of its exercises, beside each lab that has begun. */
function countPassed() {
  for (const place of document.querySelectorAll<HTMLElement>('[data-lab-progress]')) {
    const lab = place.closest('li');
    const passed = lab?.querySelectorAll('.labs-passed').length ?? 0;
    const all = lab?.querySelectorAll('[data-exercise]').length ?? 0;
    place.textContent = passed === 0 ? '' : ` · ${passed} of ${all} passed`;
  }
}

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
