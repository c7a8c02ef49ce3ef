/** How the time of a build grows with the pages of the book. */
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSite } from '#cli/build.ts';
import { ROOT } from '#cli/install.mjs';
import { linkPackages } from './link-packages.ts';

const SIZES = [10, 100, 1000];
const SOURCES = ['content', 'labs', 'public', 'src', 'astro.config.mjs', 'package.json', 'tsconfig.json'];
/** A long chapter with one lab in it. */
const MODEL = '08-trade-offs.mdx';

/**
 * Builds the site as it is, then with so many chapters more, and prints the times. A chapter is three pages: the text,
 * its presentation and the speaker’s window.
 */
export async function printGrowth(): Promise<void> {
  console.log('\nBuild: the site as it is, and with copies of a chapter as further chapters');
  let before: number | undefined;
  for (const more of [0, ...SIZES]) {
    const { seconds, pages } = await build(more);
    before ??= seconds;
    const each =
      more === 0 ? '' : `, ${(((seconds - before) / more) * 1000).toFixed(0)} ms for each chapter more`;
    console.log(`  ${String(pages).padStart(5)} pages: ${seconds.toFixed(1)} s${each}`);
  }
}

async function build(more: number): Promise<{ seconds: number; pages: number }> {
  const root = mkdtempSync(join(tmpdir(), 'handbook-growth-'));
  try {
    for (const entry of SOURCES) cpSync(join(ROOT, entry), join(root, entry), { recursive: true });
    linkPackages(root);
    const text = copyOf(readFileSync(join(ROOT, 'content', 'chapters', MODEL), 'utf8'));
    for (let n = 0; n < more; n++) {
      writeFileSync(join(root, 'content', 'chapters', `growth-${n}.mdx`), `${frontmatter(n)}${text}`);
    }
    const startedAt = performance.now();
    // Its own name, so that it does not pass for the built site.
    await buildSite({ root, out: 'dist-growth' }, console.log);
    const seconds = (performance.now() - startedAt) / 1000;
    const files = readdirSync(join(root, 'dist-growth'), { recursive: true, encoding: 'utf8' });
    return { seconds, pages: files.filter((file) => file.endsWith('.html')).length };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Diagrams are rendered ahead, for the chapters that there are: a copy has none. */
const copyOf = (mdx: string): string =>
  mdx.replace(/^---[\s\S]*?\n---\n/, '').replaceAll(/^```mermaid[\s\S]*?^```$/gm, '');

const frontmatter = (n: number): string =>
  `---\ntitle: Page ${n}\nslug: chapters/growth-${n}\ntemplate: splash\ndescription: One page more.\nsidebar:\n  hidden: true\n---\n`;
