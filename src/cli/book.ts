/** `npm run book`: the whole book as an EPUB and as a PDF, from the built site. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { ElementContent } from 'hast';
import { select } from 'hast-util-select';
import { buildEpub } from '#book/volume/epub.ts';
import { readVolume } from '#book/volume/volume.ts';
import { printVolume, type Paper } from './book/paper.ts';
import { ensureBrowser } from './browser.mjs';
import { buildSite, isBuilt } from './build.ts';
import { ROOT } from './install.mjs';
import { runCommand } from './usage.ts';

const NAME = 'event-based-architectures-in-javascript';

const USAGE = `npm run book -- [options]

Makes an EPUB and a PDF of the whole book.

  --out <folder>   where to (default: dist/book)
  --help           this text

The date in the book is SOURCE_DATE_EPOCH (seconds since 1970), else that of the last commit.
The same sources and date make the same bytes.`;

export interface BookOptions {
  /** Folder of the site, built for the base path `/`. */
  site: string;
  out: string;
  date: Date;
  say?: (line: string) => void;
}

/** Writes both files. @returns their paths */
export async function makeBook({
  site,
  out,
  date,
  say = () => {},
}: BookOptions): Promise<{ epub: string; pdf: string }> {
  const volume = readVolume(site, readFileSync(join(ROOT, 'LICENSE'), 'utf8'), date);
  const paths = { epub: join(out, `${NAME}.epub`), pdf: join(out, `${NAME}.pdf`) };
  mkdirSync(out, { recursive: true });
  const startedAt = performance.now();
  const paper = await printVolume(volume, ROOT, await browserPath(say));
  writeFileSync(paths.pdf, paper.pdf);
  say(sizeLine(paths.pdf, paper.pdf.length, startedAt, `, ${paper.pages} pages`));
  const packedAt = performance.now();
  const css = readFileSync(join(ROOT, 'src/book/volume/epub.css'), 'utf8');
  const epub = buildEpub(volume, css, (svg) => drawn(svg, paper));
  writeFileSync(paths.epub, epub);
  say(sizeLine(paths.epub, epub.length, packedAt, `, ${volume.parts.length} parts`));
  return paths;
}

function drawn(svg: ElementContent, { pictures }: Paper): ElementContent {
  const id = svg.type === 'element' ? select('title', svg)?.properties['id'] : undefined;
  const picture = pictures.get(String(id));
  if (!picture) throw new Error(`The picture ${String(id)} was not drawn.`);
  return picture;
}

async function browserPath(say: (line: string) => void): Promise<string> {
  const found = await ensureBrowser({ say });
  if (found.path === undefined) throw new Error(`No browser to print with:\n  ${found.reasons.join('\n  ')}`);
  return found.path;
}

function sizeLine(path: string, bytes: number, since: number, more: string): string {
  const seconds = ((performance.now() - since) / 1000).toFixed(1);
  return `${path}: ${(bytes / 1e6).toFixed(2)} MB${more}, in ${seconds} s`;
}

/** @throws Error if there is neither the variable nor a commit */
function editionDate(): Date {
  const { SOURCE_DATE_EPOCH: given } = process.env;
  if (given !== undefined && !/^\d+$/.test(given)) {
    throw new Error(`SOURCE_DATE_EPOCH is “${given}”. Write the seconds since 1970 as a whole number.`);
  }
  const git = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: ROOT, encoding: 'utf8' });
  const seconds = given ?? git.stdout?.trim();
  if (!seconds) {
    throw new Error(
      'There is no commit to take the date from. Set SOURCE_DATE_EPOCH, for example to the result of date +%s.',
    );
  }
  return new Date(Number(seconds) * 1000);
}

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { out: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const date = editionDate();
  if (!isBuilt({ base: '/' })) {
    console.log('Building the site.');
    await buildSite({ base: '/' }, console.log);
  }
  const out = values.out ?? join('dist', 'book');
  await makeBook({ site: join(ROOT, 'dist'), out: resolve(out), date, say: console.log });
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runCommand(main, USAGE);
}
