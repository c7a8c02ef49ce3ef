/** Brings a system of the page to life, when the reader opens it. */
import { render } from 'preact';
import { sourceOf } from '#systems/sources.ts';
import { systemOf } from '#systems/systems.ts';
import { view } from '#views/load/view.ts';
import { addStyles } from '#workbench/view/add-styles.ts';
import { openBench, type Bench } from './bench.ts';
import { SystemPanel } from './SystemPanel.tsx';
import styles from './systems.css?inline';

let bench: Bench | null = null;

/** Puts the instrument in the place of what the page says without it. */
export async function open(place: HTMLElement, id: string, left: AbortSignal): Promise<void> {
  const source = await sourceOf(id);
  addStyles(view.styles);
  addStyles(styles);
  bench ??= openBench();
  left.addEventListener('abort', () => {
    render(null, place);
    bench?.close();
    bench = null;
  });
  place.replaceChildren();
  render(<SystemPanel system={systemOf(id)} source={source} bench={bench} />, place);
}
