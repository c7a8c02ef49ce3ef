import { build } from 'esbuild';
import { chromium, type Browser, type ConsoleMessage, type Page } from 'playwright';
import type { RunnableFence } from '#book/fences.ts';
import { CHROMIUM_ARGS, findBrowser } from '#cli/browser.mjs';
import { FENCE_DEADLINE_MS, type FenceRun } from './run.ts';

/** Not on the network: every request is answered here. `localhost`, so that the page is a secure context. */
const ORIGIN = 'http://localhost/';

/** That a page prints nothing more can only be seen by watching it for a while. */
const QUIET_MS = 250;

/** A page finds no packages by their names; a block that imports some is bundled with them. */
const IMPORTS = /^import\b/m;

/** Undefined when there is no browser to start. */
export async function openBrowser(): Promise<Browser | undefined> {
  const executablePath = findBrowser();
  return executablePath === undefined ? undefined : chromium.launch({ executablePath, args: CHROMIUM_ARGS });
}

/**
 * Runs a block as the script of an otherwise empty page; each console call is a line of stdout or stderr.
 * @throws when there is no browser: a block that was not run must not pass.
 */
export async function runInBrowser(
  browser: Browser | undefined,
  { code, host, marks }: Pick<RunnableFence, 'code' | 'host' | 'marks'>,
): Promise<FenceRun> {
  if (!browser)
    throw new Error('This block was not run: no browser was found. Set CHROMIUM_PATH, or use npm test.');
  const page = await browser.newPage();
  const output = { stdout: [] as string[], stderr: [] as string[] };
  const wanted = marks.filter((mark) => mark.stream === 'stdout').length;
  const allPrinted = Promise.withResolvers<void>();
  const notice = () => {
    if (output.stdout.length >= wanted) allPrinted.resolve();
  };
  page.on('console', (message) => {
    output[streamOf(message)].push(...message.text().split('\n'));
    notice();
  });
  page.on('pageerror', (error) => output.stderr.push(`${error.name}: ${error.message}`));
  try {
    const isModule = host === 'browser-module';
    await serve(page, isModule && IMPORTS.test(code) ? await bundle(code) : code, isModule);
    const deadline = setTimeout(allPrinted.resolve, FENCE_DEADLINE_MS / 4);
    const ended = await page.goto(ORIGIN, { waitUntil: 'load', timeout: FENCE_DEADLINE_MS }).then(
      () => true,
      () => false,
    );
    notice();
    if (ended) await allPrinted.promise;
    clearTimeout(deadline);
    if (ended) await page.waitForTimeout(QUIET_MS);
    const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
    return { stdout: text(output.stdout), stderr: text(output.stderr), exitCode: 0, timedOut: !ended };
  } finally {
    await page.close();
  }
}

/** The block with the packages it imports, each as a page in production would have it. */
async function bundle(code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: process.cwd(), loader: 'js', sourcefile: 'block.js' },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'esnext',
    keepNames: true,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles[0]?.text ?? '';
}

async function serve(page: Page, code: string, isModule: boolean): Promise<void> {
  const script = isModule
    ? '<script type="module" src="/block.js"></script>'
    : '<script src="/block.js"></script>';
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title><body>${script}</body></html>`;
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') await route.fulfill({ contentType: 'text/html', body });
    else if (pathname === '/block.js') await route.fulfill({ contentType: 'text/javascript', body: code });
    else await route.fulfill({ status: 404, body: '' });
  });
}

function streamOf(message: ConsoleMessage): 'stdout' | 'stderr' {
  return ['error', 'warning', 'assert'].includes(message.type()) ? 'stderr' : 'stdout';
}
