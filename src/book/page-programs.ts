/**
 * Blocks as programs: the files that one needs, and whether the runtime of the page can be trusted with it. Decided
 * from the code alone, when the book is built.
 */
import type { FileMap } from '#lab/model.ts';
import { BookError } from './book-error.ts';
import type { Fence, RunnableFence } from './fences.ts';
import { usesOf, type Use } from './program-uses.ts';

/** What the page's runtime has of Node. Names of modules are without `node:`. */
export interface PageNode {
  modules: readonly string[];
  /** Module → the exports that it lacks. Those of `crypto` and `process` are lacking in the globals of these names too. */
  absentExports: Readonly<Record<string, readonly string[]>>;
  absentGlobals: readonly string[];
}

export interface BlockProgram {
  files: FileMap;
  /** The block's own file, a key of `files`. */
  entry: string;
  /** Titles of the earlier blocks that it imports, directly or not; they are the other keys of `files`. */
  others: readonly string[];
}

/**
 * A block with the earlier blocks that it imports by their titles (`import './shop.mjs'` after a block with
 * `title="shop.mjs"`); of two with one title, the nearer one.
 * @param fences all fences of the chapter, from top to bottom
 * @throws BookError if it imports a file that no earlier block is
 */
export function programOf(fence: RunnableFence, fences: readonly Fence[]): BlockProgram {
  const entry = fence.host === 'node-cjs' ? 'block.cjs' : 'block.mjs';
  const files: Record<string, string> = {};
  const earlier = fences.filter(({ place, lang }) => lang === 'js' && place.line < fence.place.line);
  const waiting: Fence[] = [fence];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    files[next === fence ? entry : (next.title as string)] = next.code;
    for (const { module } of usesOf(next.code)) {
      const name = /^\.\/([\w.-]+)$/.exec(module)?.[1];
      if (name === undefined || Object.hasOwn(files, name)) continue;
      const found = earlier.findLast(({ title }) => title === name);
      if (!found) {
        throw new BookError(
          fence.place,
          `the block imports ./${name}, and no block before it has that title`,
          `give the block that holds the file title="${name}", or import something else.`,
        );
      }
      waiting.push(found);
    }
  }
  return { files, entry, others: Object.keys(files).filter((name) => name !== entry) };
}

/**
 * Why the page's runtime cannot run a block: the first thing that it lacks; null if it can run it. `files` are the
 * block's program.
 */
export function missingInPage(fence: Fence, files: FileMap, node: PageNode): string | null {
  if (fence.kind !== 'run') return 'nobody runs the block';
  if (!fence.host.startsWith('node')) return 'a browser page';
  if (fence.needs !== undefined) return `a ${fence.needs} server`;
  for (const code of Object.values(files)) {
    const missing = usesOf(code)
      .map((use) => missingUse(use, files, node))
      .find((reason) => reason !== null);
    if (missing !== undefined) return missing;
  }
  return null;
}

function missingUse({ module, name }: Use, files: FileMap, node: PageNode): string | null {
  if (module === 'global') return node.absentGlobals.includes(name ?? '') ? `the global ${name}` : null;
  if (module.startsWith('./')) return Object.hasOwn(files, module.slice(2)) ? null : `the file ${module}`;
  const id = module.replace(/^node:/, '');
  if (!node.modules.includes(id)) return `the module ${module}`;
  return name !== undefined && node.absentExports[id]?.includes(name) ? `${name} of ${module}` : null;
}
