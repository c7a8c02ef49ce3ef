/**
 * almostnode, another Node in the browser, in a page of Chromium. It is installed by this command alone, from
 * `almostnode/package.json` beside this file: with what it depends on it is 224 MB, which no reader needs.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { Browser } from 'playwright';
import { type PageServer, pageWith, servePages } from '../support/page-server.ts';
import { installOnce } from './installed.ts';
import { runInAlmostnode } from './page/run-in-almostnode.ts';
import type { Answer, KnownProgram } from './programs.ts';

const FOLDER = fileURLToPath(new URL('almostnode/', import.meta.url));
/** For a program that keeps the page's only thread to itself. Milliseconds. */
const DEADLINE = 20_000;

export interface Almostnode {
  version: string;
  /** In a page of its own. `ms` counts to the last output, and not the loading of almostnode. */
  run(program: KnownProgram): Promise<Answer & { ms: number }>;
  close(): Promise<void>;
}

/** Installs what is missing, and starts. @throws Error of npm, or of the bundler, which says what it lacked */
export async function startAlmostnode(browser: Browser): Promise<Almostnode> {
  // Scripts of its packages would compile what only its Vite plugin and its shell use.
  installOnce(FOLDER, 'almostnode', 'almostnode for the comparison (224 MB, once)');
  const { version } = JSON.parse(readFileSync(`${FOLDER}node_modules/almostnode/package.json`, 'utf8')) as {
    version: string;
  };
  const server = await servePages({ '/': pageWith('/page.js'), '/page.js': await bundle() });
  return { version, run: (program) => run(browser, server, program), close: () => server.close() };
}

/** Its shell's browser bundle imports gunzip from Node, for a command that no program here calls. */
const withoutZlib: Plugin = {
  name: 'without-zlib',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:zlib$/ }, () => ({ path: 'zlib', namespace: 'without-zlib' }));
    onLoad({ filter: /.*/, namespace: 'without-zlib' }, () => ({ contents: 'module.exports = {};' }));
  },
};

async function bundle(): Promise<string> {
  const result = await build({
    stdin: {
      contents: `import { Runtime, VirtualFS, util } from 'almostnode';
        globalThis.almostnode = { Runtime, VirtualFS, util };`,
      resolveDir: FOLDER,
    },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    plugins: [withoutZlib],
  });
  return result.outputFiles[0]?.text ?? '';
}

async function run(
  browser: Browser,
  server: PageServer,
  { files, entry, expected }: KnownProgram,
): Promise<Answer & { ms: number }> {
  const page = await browser.newPage();
  try {
    await page.goto(server.origin);
    await page.waitForFunction(() => 'almostnode' in globalThis);
    const source = files[entry] ?? '';
    const ran = page.evaluate(runInAlmostnode, { source, entry, stdout: expected.stdout });
    const hung = new Promise<Awaited<typeof ran>>((resolve) =>
      setTimeout(resolve, DEADLINE, { stdout: '', exitCode: null, ms: DEADLINE }).unref(),
    );
    return await Promise.race([ran.catch(() => hung), hung]);
  } finally {
    await page.close();
  }
}
