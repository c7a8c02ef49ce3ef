/** On a narrow lab page one pane shows at a time; a run brings up the output. */
import { JOB_STARTED } from './events.ts';

const page = document.querySelector<HTMLElement>('[data-lab-page]');
const buttons = [...document.querySelectorAll<HTMLElement>('[data-show-pane]')];

function show(pane: string) {
  if (page) page.dataset['pane'] = pane;
  for (const button of buttons)
    button.setAttribute('aria-pressed', String(button.dataset['showPane'] === pane));
}

for (const button of buttons)
  button.addEventListener('click', () => show(button.dataset['showPane'] ?? 'code'));
page?.addEventListener(JOB_STARTED, () => show('output'));
