/**
 * Gives every block that can be run its Run and Edit buttons. Without scripts there are none, and the block is complete.
 * Nothing is fetched until a pointer or the focus comes to the buttons; a block that the reader has changed wakes by
 * itself when it comes near, and shows the change.
 */
import { RUNNABLE_FIGURE } from '#book/block-figure.ts';
import { hasSavedBlock, warmOnApproach, type BlockName } from '#workbench/block/warm.ts';
import { onEveryPage } from '#workbench/page-life.ts';
import { whenNear } from '#workbench/when-near.ts';

onEveryPage((left) => {
  for (const [figure, name] of nameFigures(document)) offer(figure, name, left);
});

/** Each block is known by the heading that it stands under, and its number there. */
function nameFigures(root: ParentNode): Map<HTMLElement, BlockName> {
  // The page's address ends with the chapter's name.
  const chapter = location.pathname.split('/').filter(Boolean).at(-1) ?? '';
  const named = new Map<HTMLElement, BlockName>();
  let [section, count] = ['top', 0];
  for (const element of root.querySelectorAll<HTMLElement>(`h2[id], h3[id], ${RUNNABLE_FIGURE}`)) {
    if (element.tagName === 'FIGURE') named.set(element, { chapter, id: `${section}-${(count += 1)}` });
    else [section, count] = [element.id, 0];
  }
  return named;
}

function offer(figure: HTMLElement, name: BlockName, left: AbortSignal) {
  const controls = document.createElement('span');
  controls.className = 'code-controls';
  controls.dataset['pagefindIgnore'] = '';
  const wake = () => import('./wake.ts').then((module) => module.wake(figure, controls, name));

  function press(act: 'run' | 'edit') {
    controls.setAttribute('aria-busy', 'true');
    wake().then(
      (block) => {
        controls.removeAttribute('aria-busy');
        block[act]();
      },
      (error: unknown) => tell(figure, error),
    );
  }

  for (const [act, label] of [
    ['edit', 'Edit'],
    ['run', 'Run'],
  ] as const) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = act === 'run' ? 'code-button code-run' : 'code-button';
    button.textContent = label;
    button.addEventListener('click', () => press(act));
    controls.append(button);
  }
  figure.querySelector('figcaption')?.append(controls);
  warmOnApproach(controls, () => void import('./wake.ts').catch(() => undefined));
  if (hasSavedBlock(name))
    whenNear(figure, () => void wake().catch((error: unknown) => tell(figure, error)), left);
}

function tell(figure: HTMLElement, error: unknown) {
  figure.querySelector('.code-controls')?.removeAttribute('aria-busy');
  const note = figure.querySelector('.code-trouble') ?? document.createElement('p');
  note.className = 'code-note code-trouble';
  note.setAttribute('role', 'status');
  figure.append(note);
  const reason = error instanceof Error ? error.message : String(error);
  note.textContent = `The runtime could not be loaded (${reason}). Check the connection, then press again.`;
}
