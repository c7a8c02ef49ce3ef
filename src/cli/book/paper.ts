/** What needs a browser: the PDF, and the colours of the pictures. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Element } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { chromium, type Page } from 'playwright';
import { printPage } from '#book/volume/print-page.ts';
import type { Volume } from '#book/volume/volume.ts';
import { CHROMIUM_ARGS } from '../browser.mjs';
import { countPages, dated, pagesOf } from './pdf-bytes.ts';

/** Answered from the project's folder; no request leaves the machine. */
const ORIGIN = 'http://book.invalid/';

const STYLES = ['src/styles/book.css', 'src/styles/volume.css'];

export interface Paper {
  pdf: Buffer;
  pages: number;
  /** Each picture with its colours in attributes, by the id of its title. */
  pictures: ReadonlyMap<string, Element>;
}

/**
 * @param root the project
 * @param executablePath of a Chromium
 */
export async function printVolume(volume: Volume, root: string, executablePath: string): Promise<Paper> {
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
  try {
    const page = await browser.newPage();
    const first = await print(page, root, printPage(volume, STYLES));
    const pictures = await drawnPictures(page);
    // The contents can name pages only when there are pages.
    const pages = pagesOf(first);
    const pdf = await print(page, root, printPage(volume, STYLES, pages));
    const moved = volume.parts.filter(({ id }) => pages.get(id) !== pagesOf(pdf).get(id));
    if (moved.length > 0) throw new Error(`The contents name the wrong page for ${moved[0]?.title}.`);
    return { pdf: dated(pdf, volume.date), pages: countPages(pdf), pictures };
  } finally {
    await browser.close();
  }
}

async function print(page: Page, root: string, html: string): Promise<Buffer> {
  await page.unrouteAll();
  const missing = await serveProject(page, root, html);
  await page.emulateMedia({ media: 'print' });
  await page.goto(ORIGIN, { waitUntil: 'load' });
  await page.evaluate(() => document.fonts.ready);
  if (missing.length > 0) throw new Error(`The page to be printed lacks ${missing.join(', ')}.`);
  return page.pdf({
    format: 'A4',
    preferCSSPageSize: true,
    printBackground: true,
    outline: true,
    tagged: true,
  });
}

/** @returns the paths that were asked for and are not there */
async function serveProject(page: Page, root: string, html: string): Promise<string[]> {
  const missing: string[] = [];
  const types: Record<string, string> = { css: 'text/css', woff2: 'font/woff2' };
  await page.route('**/*', async (route) => {
    const path = new URL(route.request().url()).pathname.slice(1);
    if (path === '') return route.fulfill({ contentType: 'text/html', body: html });
    try {
      const body = readFileSync(join(root, path));
      return await route.fulfill({ contentType: types[path.split('.').at(-1) ?? ''] ?? 'text/plain', body });
    } catch {
      missing.push(path);
      return route.fulfill({ status: 404, body: '' });
    }
  });
  return missing;
}

/** An e-reader may not know the site's style sheets: what they say is put into the pictures. */
async function drawnPictures(page: Page): Promise<Map<string, Element>> {
  const pictures = await page.evaluate(() => {
    const names = [
      'fill',
      'stroke',
      'stroke-width',
      'stroke-dasharray',
      'font-family',
      'font-size',
      'font-weight',
      'text-anchor',
    ];
    return [...document.querySelectorAll<SVGElement>('.diagram svg')].map((svg) => {
      const copy = svg.cloneNode(true) as SVGElement;
      const copies = [...copy.querySelectorAll('*')];
      for (const [index, element] of [...svg.querySelectorAll('*')].entries()) {
        if (!(element instanceof SVGGraphicsElement)) continue;
        const style = getComputedStyle(element);
        for (const name of names) {
          const isText = element instanceof SVGTextContentElement;
          if (!isText && (name.startsWith('font') || name === 'text-anchor')) continue;
          const value = style.getPropertyValue(name);
          if ((value !== '' && value !== 'none') || name === 'fill') copies[index]?.setAttribute(name, value);
        }
        if (element instanceof SVGRectElement && parseFloat(style.rx) > 0)
          copies[index]?.setAttribute('rx', style.rx.replace('px', ''));
      }
      return { name: svg.querySelector('title')?.id ?? '', html: copy.outerHTML };
    });
  });
  return new Map(
    pictures.map(({ name, html }) => [
      name,
      fromHtml(html, { fragment: true, space: 'svg' }).children[0] as Element,
    ]),
  );
}
