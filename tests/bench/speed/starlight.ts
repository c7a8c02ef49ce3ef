/** A plain Starlight site: its defaults, and the text of one chapter of ours as Markdown. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '#cli/install.mjs';
import { runProcess } from '#cli/run-process.ts';
import { linkPackages } from './link-packages.ts';

const CHAPTER = join(ROOT, 'content', 'chapters', '08-trade-offs.mdx');

const FILES: Readonly<Record<string, string>> = {
  // Astro takes into its build what the project names; the version is that which is there.
  'package.json': `{
  "name": "plain-starlight",
  "private": true,
  "type": "module",
  "dependencies": { "astro": "*", "@astrojs/starlight": "*" }
}
`,
  'astro.config.mjs': `import { defineConfig } from 'astro/config';
import starlight from '@astrojs/starlight';
export default defineConfig({ integrations: [starlight({ title: 'Plain' })] });
`,
  'src/content.config.ts': `import { defineCollection } from 'astro:content';
import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`,
  'src/content/docs/index.md': '---\ntitle: Start\n---\n\n[The chapter](/chapter/)\n',
};

/** @returns the folder of the built site, in the system's folder for temporary files */
export async function buildStarlight(): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'handbook-starlight-'));
  for (const [file, text] of Object.entries({ ...FILES, 'src/content/docs/chapter.md': chapter() })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  linkPackages(root);
  const astro = join(ROOT, 'node_modules', 'astro', 'bin', 'astro.mjs');
  const { code, output } = await runProcess(process.execPath, [astro, 'build'], {
    cwd: root,
    env: { ASTRO_TELEMETRY_DISABLED: '1' },
  });
  if (code !== 0) throw new Error(`Starlight did not build:\n${output.slice(-2000)}`);
  return join(root, 'dist');
}

/** Readers’ text and code of the chapter; labs, predictions and notes become what is inside them. */
function chapter(): string {
  const text = readFileSync(CHAPTER, 'utf8')
    .replace(/^---[\s\S]*?\n---\n/, '')
    .replaceAll(/<Instructor[\s\S]*?<\/Instructor>/g, '')
    .replaceAll(/^<\/?[A-Z][^>]*>$/gm, '')
    .replaceAll(/<\/?[A-Z][^>]*>/g, '');
  return `---\ntitle: Benefits and challenges\n---\n${text}`;
}
