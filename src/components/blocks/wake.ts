/** Brings a block of the page to life, on the reader's first intent. */
import { codeIn, readBlockFigure, type BlockFigure } from '#book/block-figure.ts';
import { compareSentence } from '#book/compare-sentence.ts';
import { createBlock, type Block } from '#workbench/block/block.ts';
import type { BlockName } from '#workbench/block/warm.ts';

const awake = new WeakMap<HTMLElement, Block>();

/** The block of `figure`, whose buttons stand in `controls`. Waking it again gives the same one. */
export function wake(figure: HTMLElement, controls: HTMLElement, name: BlockName): Block {
  const known = awake.get(figure);
  if (known) return known;
  const read = readBlockFigure(figure);
  const printed = figure.querySelector('pre') as HTMLElement;
  const editor = document.createElement('div');
  editor.className = 'code-editor';
  editor.hidden = true;
  const result = document.createElement('div');
  result.className = 'code-result';
  printed.after(editor, result);
  figure.querySelector('.code-trouble')?.remove();
  const hadFocus = controls.contains(document.activeElement);
  controls.replaceChildren();
  const block = createBlock({
    ...name,
    ...read,
    places: { controls, editor, result },
    showPrinted: (shown) => (printed.hidden = !shown),
    others: () => programFiles(read),
    compare: (output) => compareSentence(read.printed, output),
  });
  awake.set(figure, block);
  if (hadFocus) controls.querySelector<HTMLElement>('.code-run')?.focus();
  figure.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing)
      return;
    event.preventDefault();
    event.stopPropagation();
    block.run();
  });
  return block;
}

/** The blocks that this one imports, with what the reader has made of them. */
function programFiles({ others }: BlockFigure) {
  const files: Record<string, string> = {};
  let asPrinted = true;
  for (const [name, figure] of others) {
    const text = awake.get(figure)?.code() ?? codeIn(figure);
    asPrinted &&= text === codeIn(figure);
    files[name] = text;
  }
  return { files, asPrinted };
}
