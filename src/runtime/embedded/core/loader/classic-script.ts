/** Classic scripts, as a page's `<script>` loads them. */
import { engine } from '../engine.ts';
import { editDynamicImports } from './cjs.ts';
import { CONTEXT, FRAME } from './context-marks.ts';
import { createEdits } from './edits.ts';
import type { Loader } from './loader.ts';
import { parseSource } from './parse.ts';
import type { AnyNode } from './tree.ts';

/** What edits of a script's text call. They are globals that no list of the page's names shows. */
function hand(names: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(names))
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}

/** @returns what loads and runs a file. Its top-level functions and variables are the page's global ones. */
export function createClassicScripts(loader: Loader): (file: string) => void {
  const { files, stacks, sources, instrument } = loader;
  return function runScript(file) {
    const source = files.read(file);
    sources.set(file, source);
    const program = parseSource(source, 'script', file) as unknown as AnyNode;
    const edits = createEdits(source);
    editDynamicImports(program, edits);
    instrument?.mark(program, edits, { isModule: false, isAsync: false }, file);
    const edited = edits.apply();
    stacks.addSource(file, { prefix: -engine.scriptPrefix, originalColumn: edited.originalColumn });
    if (/\bimport\b/.test(source)) hand({ __import: loader.dynamicImport(file) });
    if (instrument) hand({ [CONTEXT]: instrument[CONTEXT], [FRAME]: undefined });
    engine.runScript(`${edited.code}\n//# sourceURL=${file}`);
  };
}
