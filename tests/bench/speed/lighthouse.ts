/** What Lighthouse says of the built site. Installed by this command alone, from `package.json` beside this file. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from '#cli/browser.mjs';
import { runProcess } from '#cli/run-process.ts';
import { installOnce } from '../installed.ts';

const FOLDER = fileURLToPath(new URL('packages/', import.meta.url));
const PAGES = [
  '/',
  '/chapters/introduction/',
  '/chapters/event-model/',
  '/chapters/event-sourcing/',
  '/labs/event-loop/01-a-c-b/',
  '/labs/broker/01-three-services/',
  '/present/event-model/',
];
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const DEADLINE_MS = 3 * 60_000;

interface Report {
  categories: Record<string, { score: number | null }>;
  audits: Record<
    string,
    { displayValue?: string; score: number | null; title: string; scoreDisplayMode: string }
  >;
}

/** Prints a line for each page and profile. */
export async function printLighthouse(site: string): Promise<void> {
  installOnce(FOLDER, 'lighthouse', 'Lighthouse (once)');
  for (const profile of ['desktop', 'phone'] as const) {
    console.log(`\nLighthouse, ${profile}: performance, accessibility, best practices, search engines`);
    for (const page of PAGES) {
      const url = `${site}${page}`;
      // Now and then its trace lacks the beginning of the visit, and it asks to be run again itself.
      const { categories, audits } = await auditPage(url, profile).catch(() => auditPage(url, profile));
      const scores = CATEGORIES.map((id) => Math.round((categories[id]?.score ?? 0) * 100));
      const times = ['largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift'].map(
        (id) => `${id.replace(/(\w)\w*-?/g, '$1').toUpperCase()} ${audits[id]?.displayValue ?? '–'}`,
      );
      console.log(`  ${page.padEnd(36)} ${scores.join(' ').padEnd(16)} ${times.join(', ')}`);
      for (const title of failures(audits)) console.log(`      not passed: ${title}`);
    }
  }
}

/** What is a fault of the page; figures of time are judged by their category’s score. */
const failures = (audits: Report['audits']): string[] =>
  Object.values(audits)
    .filter(({ score, scoreDisplayMode }) => scoreDisplayMode === 'binary' && score === 0)
    .map(({ title }) => title);

async function auditPage(url: string, profile: 'desktop' | 'phone'): Promise<Report> {
  const args = [
    join(FOLDER, 'node_modules', 'lighthouse', 'cli', 'index.js'),
    url,
    '--output=json',
    '--quiet',
    '--chrome-flags=--headless=new --no-sandbox',
    `--only-categories=${CATEGORIES.join(',')}`,
    ...(profile === 'desktop' ? ['--preset=desktop'] : []),
  ];
  const { code, output } = await runProcess(process.execPath, args, {
    env: { CHROME_PATH: findBrowser() },
    deadlineMs: DEADLINE_MS,
  });
  const start = output.indexOf('{');
  if (code !== 0 || start < 0) throw new Error(`Lighthouse gave no report on ${url}:\n${output.slice(-800)}`);
  return JSON.parse(output.slice(start)) as Report;
}
