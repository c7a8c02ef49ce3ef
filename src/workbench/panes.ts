/** On a narrow lab page one pane shows at a time; a run brings up the output. */
import { CODE_ARRIVED, JOB_STARTED, TRACE_SHOWN } from './events.ts';
import { onEveryPage } from './page-life.ts';

onEveryPage(() => {
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
  page?.addEventListener(TRACE_SHOWN, () => show('view'));
  page?.addEventListener(CODE_ARRIVED, () => show('code'));
});
