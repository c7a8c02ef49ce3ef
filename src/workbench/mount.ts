/** Brings a workbench to life in the HTML that the build made for it. */
import { h, hydrate } from 'preact';
import { chooseEngine } from './choose-engine.ts';
import { parseExerciseData, type ExerciseData } from './data.ts';
import { createModel } from './model.ts';
import { closeMenus } from './menus.ts';
import { EngineMenu } from './parts/EngineMenu.tsx';
import { Workbench } from './parts/Workbench.tsx';
import { createSession } from './session.ts';
import { handleShortcuts } from './shortcuts.ts';
import { createStore, type Store } from './storage.ts';

let store: Store | null = null;

export interface MountOptions {
  /** The answer to the request for the exercise's data, under way while this module loads. */
  response: Promise<Response>;
  /** Aborts when the page is left for another one without a load: what the workbench does then ends. */
  left: AbortSignal;
}

export async function mount(root: HTMLElement, { response, left }: MountOptions): Promise<void> {
  const body = partOf(root, 'body');
  const data = await readData(await response);
  if (left.aborted) return;
  store ??= createStore(() => localStorage);
  const model = createModel(data);
  const layout = root.dataset['layout'] === 'full' ? 'full' : 'inline';
  const isFolded = root.dataset['folded'] !== undefined;
  const highlighted = isFolded ? data.listings : highlightedIn(body);
  const actions = createSession({
    model,
    data,
    root,
    store,
    engines: chooseEngine(data, () => model.host.peek()),
    left,
  });
  if (isFolded) body.replaceChildren();
  hydrate(h(EngineMenu, { model, actions }), partOf(root, 'engine'));
  hydrate(h(Workbench, { model, actions, layout, highlighted }), body);
  handleShortcuts({ root, panels: layout === 'full' ? document.body : root, left }, actions);
  closeMenus(root, left);
  root.dataset['awake'] = '';
  if (!isFolded) return;
  delete root.dataset['folded'];
  // What was pressed is gone; the next thing to press is this.
  root.querySelector<HTMLElement>('.wb-run')?.focus({ preventScroll: true });
}

function partOf(root: HTMLElement, name: 'body' | 'engine'): HTMLElement {
  const part = root.querySelector<HTMLElement>(`[data-workbench-part="${name}"]`);
  if (!part) throw new Error(`the page lacks the workbench’s ${name}`);
  return part;
}

async function readData(response: Response): Promise<ExerciseData> {
  const { url, ok, status } = response;
  if (!ok) throw new Error(`${url} answered ${String(status)}`);
  return parseExerciseData(await response.json(), url);
}

/** The build's highlighting is in the page already: read back rather than sent twice. */
function highlightedIn(body: HTMLElement): Record<string, string> {
  const listings = [...body.querySelectorAll<HTMLElement>('.wb-listing')];
  return Object.fromEntries(
    listings.map((listing) => [
      listing.querySelector('figcaption')?.textContent ?? '',
      listing.querySelector('code')?.innerHTML ?? '',
    ]),
  );
}
