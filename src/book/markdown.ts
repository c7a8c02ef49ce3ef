/**
 * The book's plugins for Astro's Markdown and MDX, for the remark-based processor:
 *
 *   markdown: {
 *     syntaxHighlight: false,
 *     processor: unified({ remarkPlugins: bookRemarkPlugins(what the page's runtime has), rehypePlugins: bookRehypePlugins }),
 *   }
 *
 * with `unified` from @astrojs/markdown-remark and Starlight's `expressiveCode: false`, because the plugins highlight
 * the code themselves. The pages need src/book/code.css, src/book/diagrams.css and the script
 * src/book/diagram-zoom.ts.
 */
import type { RemarkPlugins } from '@astrojs/markdown-remark';
import type { PageNode } from './page-programs.ts';
import { rehypeTables } from './rehype-tables.ts';
import { remarkCode } from './remark-code.ts';
import { remarkComponents } from './remark-components.ts';
import { remarkDiagrams } from './remark-diagrams.ts';
import { remarkInstructor } from './remark-instructor.ts';

/** In the order in which they must run. */
export const bookRemarkPlugins = (page: PageNode): RemarkPlugins => [
  remarkInstructor,
  remarkDiagrams,
  [remarkCode, { page }],
  remarkComponents,
];

export const bookRehypePlugins = [rehypeTables];
