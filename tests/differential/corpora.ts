/** Programs that people wrote: known puzzles, those of Node's guide to its event loop, and the blocks of the book. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { missingInPage, programOf as programOfBlock } from '#book/page-programs.ts';
import { parseFences, type FenceHost } from '#book/fences.ts';
import type { Host } from '#lab/model.ts';
import { embeddedNode } from '#runtime/embedded/page-node.ts';
import { readChapters } from '../content/source/chapters.ts';
import { DIFFERENT_IN_PAGE } from '../content/source/different-in-page.ts';
import type { GeneratedProgram } from './generate/tree.ts';

/** Long enough for the slowest of them. */
const HORIZON_MS = 400;

const written = (name: string, host: Host, text: string): GeneratedProgram => ({
  name,
  host,
  head: [],
  body: { statements: [{ parts: [text] }] },
  horizon: HORIZON_MS,
});

const hosts: Readonly<Record<string, Host>> = { cjs: 'node-cjs', mjs: 'node-esm', js: 'browser' };

function puzzles(folder: 'node' | 'browser'): GeneratedProgram[] {
  const at = fileURLToPath(new URL(`corpus/${folder}/`, import.meta.url));
  return readdirSync(at).map((file) =>
    written(file, hosts[file.split('.').at(-1)!]!, readFileSync(at + file, 'utf8').trimEnd()),
  );
}

/** A puzzle whose order its host does not determine says so in its name. */
export const isRace = ({ name }: GeneratedProgram): boolean => name.startsWith('race-');

const blockHosts: Readonly<Record<FenceHost, Host | undefined>> = {
  'node-esm': 'node-esm',
  'node-cjs': 'node-cjs',
  browser: 'browser',
  // Modules of a page come with packages; those of the book's browser blocks are tested with it.
  'browser-module': undefined,
};

/** What the built-in page does not have: the network, custom elements, forms and layout. */
const NOT_IN_OUR_PAGE =
  /customElements|EventSource|WebSocket|fetch\(|innerHTML|attachShadow|requestSubmit|checkbox|FormData|location|history|Storage|closest|dataset|insertAdjacent/;

/** The blocks of the book that are one file, whose order is determined, and that the page's runtime can run. */
function blocks(): GeneratedProgram[] {
  return readChapters().flatMap(({ file, text }) => {
    const fences = parseFences(text, file);
    return fences.flatMap((fence) => {
      if (fence.kind !== 'run' || fence.anyOrder || fence.needs) return [];
      const host = blockHosts[fence.host];
      const { files } = programOfBlock(fence, fences);
      const isKnown = DIFFERENT_IN_PAGE.some(
        (one) => fence.place.file.endsWith(one.file) && fence.code.includes(one.contains),
      );
      if (!host || isKnown || Object.keys(files).length > 1) return [];
      if (host === 'browser' && NOT_IN_OUR_PAGE.test(fence.code)) return [];
      if (host !== 'browser' && missingInPage(fence, files, embeddedNode) !== null) return [];
      return [written(`${file}:${fence.place.line}`, host, fence.code)];
    });
  });
}

export const corpora = {
  puzzles: (): GeneratedProgram[] => [...puzzles('node'), ...puzzles('browser')],
  book: blocks,
};
