/**
 * The book's plugins for Astro's Markdown and MDX, for the remark-based processor:
 *
 *   markdown: {
 *     syntaxHighlight: false,
 *     processor: unified({ remarkPlugins: bookRemarkPlugins, rehypePlugins: bookRehypePlugins }),
 *   }
 *
 * with `unified` from @astrojs/markdown-remark and Starlight's `expressiveCode: false`, because the plugins highlight
 * the code themselves. The pages need src/book/code.css, src/book/diagrams.css and the script
 * src/book/diagram-zoom.ts.
 */
import { rehypeTables } from './rehype-tables.ts';
import { remarkCode } from './remark-code.ts';
import { remarkComponents } from './remark-components.ts';
import { remarkDiagrams } from './remark-diagrams.ts';

/** In the order in which they must run. */
export const bookRemarkPlugins = [remarkDiagrams, remarkCode, remarkComponents];

export const bookRehypePlugins = [rehypeTables];
