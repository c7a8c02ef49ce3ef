import { defineConfig } from 'astro/config';
import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import starlight from '@astrojs/starlight';
import { unified } from '@astrojs/markdown-remark';
import { bookRehypePlugins, bookRemarkPlugins } from './src/book/markdown.ts';
import { offline } from './src/offline/integration.ts';
import { embeddedNode } from './src/runtime/embedded/page-node.ts';
import { embeddedRuntime } from './src/runtime/embedded/vite-plugin.ts';
import { webContainerClient } from './src/runtime/webcontainer/vite-plugin.ts';
import { workbench } from './src/workbench/integration.ts';

const shell = (name) => `./src/components/shell/${name}.astro`;

/** Starlight renders these on every page; a handbook has no use for them, nor for their styles. */
const unused = ['Banner', 'DraftContentNotice', 'FallbackContentNotice', 'Hero', 'PageSidebar'];

export default defineConfig({
  site: process.env.SITE_URL ?? 'http://localhost:4321',
  base: process.env.BASE_PATH ?? '/',
  output: 'static',
  prefetch: false,
  devToolbar: { enabled: false },
  build: { inlineStylesheets: 'never' },
  markdown: {
    processor: unified({ remarkPlugins: bookRemarkPlugins(embeddedNode), rehypePlugins: bookRehypePlugins }),
    syntaxHighlight: false,
  },
  integrations: [
    starlight({
      title: 'Event-Based Architectures in JavaScript',
      description:
        'The interactive handbook of event-based architectures in JavaScript: read it, run it, break it.',
      titleDelimiter: '·',
      favicon: '/favicon.svg',
      customCss: ['./src/styles/book.css'],
      expressiveCode: false,
      disable404Route: true,
      markdown: { headingLinks: false },
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 2 },
      sidebar: [{ label: 'Chapters', items: [{ autogenerate: { directory: 'chapters' } }] }],
      components: {
        ...Object.fromEntries(unused.map((name) => [name, shell('Nothing')])),
        ContentPanel: shell('ContentPanel'),
        Footer: shell('ChapterFoot'),
        Head: shell('Head'),
        Header: shell('Header'),
        MarkdownContent: shell('Prose'),
        PageFrame: shell('PageFrame'),
        PageTitle: shell('ChapterHead'),
        Search: shell('Search'),
        Sidebar: shell('ChapterNav'),
        SkipLink: shell('SkipLink'),
        ThemeProvider: shell('ThemeProvider'),
        ThemeSelect: shell('ThemeToggle'),
        TwoColumnContent: shell('Column'),
      },
    }),
    mdx({ optimize: true }),
    preact(),
    workbench(),
    offline(),
  ],
  vite: { plugins: [embeddedRuntime(), webContainerClient()] },
});
