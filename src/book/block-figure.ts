/** Reads a block that can be run out of the page: the figure that code-html.ts made of it. */
import type { Printed } from './compare-output.ts';

export interface BlockFigure {
  /** The code as the page shows it. */
  code: string;
  host: 'node-esm' | 'node-cjs';
  /** Name of the block's own file. */
  entry: string;
  /** The earlier blocks that it imports, by file name. */
  others: ReadonlyMap<string, HTMLElement>;
  printed: Printed;
}

/** The figures of a page that can be run. */
export const RUNNABLE_FIGURE = 'figure.code[data-run]';

/** @throws Error if the figure is none that can be run, or the page lacks a block that it imports */
export function readBlockFigure(figure: HTMLElement): BlockFigure {
  const { run, exit, order, with: others } = figure.dataset;
  if (run !== 'node-esm' && run !== 'node-cjs') throw new Error('This block cannot be run in the page.');
  return {
    code: codeIn(figure),
    host: run,
    entry: run === 'node-cjs' ? 'block.cjs' : 'block.mjs',
    others: new Map((others?.split(' ') ?? []).map((name) => [name, figureOf(name, figure)])),
    printed: { ...outputIn(figure), anyOrder: order === 'any', exitCode: Number(exit ?? 0) },
  };
}

/** The printed code of a figure. */
export function codeIn(figure: HTMLElement): string {
  return figure.querySelector('pre')?.textContent ?? '';
}

/** Like the build: the nearest block before this one that has the title. */
function figureOf(name: string, figure: HTMLElement): HTMLElement {
  const found = [...document.querySelectorAll<HTMLElement>('figure.code')].findLast(
    (other) =>
      other.querySelector('.code-title')?.textContent === name &&
      (other.compareDocumentPosition(figure) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  );
  if (!found) throw new Error(`The page has no block ${name}, which this one imports.`);
  return found;
}

/** The output comments; in a prediction, where the code has none, the list that is folded away. */
function outputIn(figure: HTMLElement): Pick<Printed, 'stdout' | 'stderr'> {
  const output = { stdout: [] as string[], stderr: [] as string[] };
  const predicted = figure.closest('.predict')?.querySelectorAll('.predict-output > li');
  const marks = predicted ?? figure.querySelectorAll('pre .out');
  for (const mark of marks) {
    const text = predicted
      ? (mark.querySelector('code')?.textContent ?? '')
      : mark.textContent.replace(/^\/\/ [→✗] ?/, '');
    output[mark.classList.contains('err') ? 'stderr' : 'stdout'].push(text);
  }
  return output;
}
