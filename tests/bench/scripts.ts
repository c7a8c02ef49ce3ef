/** How heavy the built-in runtime's scripts are, and when a reader's page fetches them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright';
import { PARTS } from '#runtime/embedded/parts.ts';
import { ROOT } from '#cli/install.mjs';
import type { Figure } from './figures.ts';
import { openLab } from './lab-page.ts';

const FOLDER = join(ROOT, 'dist', '_astro');
const SCRIPT = /embedded-[\w-]+\.[\w-]+\.js$/;

const kilobytes = (file: string): number =>
  gzipSync(readFileSync(join(FOLDER, file)), { level: 9 }).length / 1000;

/** Reads the built site, and visits a lab page that has never been opened before. */
export async function measureScripts(browser: Browser, site: string): Promise<Figure[]> {
  const files = readdirSync(FOLDER);
  const sizes = ['core', ...PARTS].map((part) => {
    const file = files.find((name) => name.startsWith(`embedded-${part}.`) && name.endsWith('.js'));
    if (!file)
      throw new Error(`dist/_astro has no embedded-${part}.*.js: build the site first (npm run build).`);
    return size(`runtime script ${part}`, kilobytes(file));
  });
  return [...sizes, ...(await fetched(browser, site))];
}

const size = (name: string, value: number): Figure => ({ name, value, unit: 'kB gzip', better: 'less' });

async function fetched(browser: Browser, site: string): Promise<Figure[]> {
  const lab = await openLab(browser, site);
  try {
    const heard = new Set<string>();
    lab.page.on('request', (request) => {
      const script = SCRIPT.exec(new URL(request.url()).pathname)?.[0];
      if (script) heard.add(script);
    });
    const since = (name: string): Figure => {
      const figure = size(
        name,
        [...heard].reduce((sum, file) => sum + kilobytes(file), 0),
      );
      heard.clear();
      return figure;
    };
    await lab.page.reload({ waitUntil: 'networkidle' });
    const before: Figure = { ...since('runtime fetched before intent'), goal: 0 };
    await lab.press('Run', '.wb-end');
    const run = since('runtime fetched at the first Run');
    await lab.press('Check', '.wb-verdict');
    return [before, run, since('runtime fetched at the first Check')];
  } finally {
    await lab.close();
  }
}
