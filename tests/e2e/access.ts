/** What the specs of accessibility ask of a page, wherever they have brought it. Each gives sentences; none is best. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { ROOT } from '#cli/install.mjs';

/** The address of every page of the built site, and one that it does not have. */
export function builtPages(): string[] {
  return readdirSync(join(ROOT, 'dist'), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.html') && !file.startsWith('book/'))
    .map((file) => (file === '404.html' ? 'no-such-page' : file.replace(/index\.html$/, '')))
    .toSorted();
}

export interface AxeChoice {
  /** A selector: what is looked at. Default all of the page. */
  part?: string;
  /** Rules: no others. */
  only?: readonly string[];
}

/**
 * Attempts at one moment lie over each other on their axis of time. WCAG 2.5.8 lets them, as the slider and the table
 * beside them lead to the same steps; what else is small is a fault.
 */
const IN_ONE_MOMENT = /, delivery \d+, at [\d.,]+ m?s: /;

/** What axe finds, the size of targets included, which it leaves out by itself. */
export async function axeFaults(page: Page, { part = 'html', only }: AxeChoice = {}): Promise<string[]> {
  // The legacy mode asks no second page to put frames' findings together; these pages have no frames to look into.
  const axe = new AxeBuilder({ page }).include(part).setLegacyMode();
  axe.options({
    resultTypes: ['violations'],
    preload: false,
    ...(only ? { runOnly: [...only] } : { rules: { 'target-size': { enabled: true } } }),
  });
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .filter(({ html }) => id !== 'target-size' || !IN_ONE_MOMENT.test(html))
      .map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
  );
}

/** What is read at length and has less than 7:1 against what lies under it. Code and controls are axe's business. */
export function faintProse(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const PROSE = 'p, li, td, th, dt, dd, h1, h2, h3, h4, blockquote, figcaption';
    const OTHER = 'pre, button, svg, dialog, .chip, .sticky, [data-workbench], .code-controls, .err';
    type Colour = [number, number, number, number];
    const read = (text: string): Colour => {
      const [r = 0, g = 0, b = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
      const scale = text.startsWith('color(') ? 255 : 1;
      return [r * scale, g * scale, b * scale, alpha];
    };
    const over = ([r, g, b, alpha]: Colour, below: Colour): Colour => {
      const mix = (top: number, bottom: number) => top * alpha + bottom * (1 - alpha);
      return [mix(r, below[0]), mix(g, below[1]), mix(b, below[2]), 1];
    };
    const light = (colour: Colour) => {
      const [r = 0, g = 0, b = 0] = colour.map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (element: Element): number => {
      let ground: Colour = [255, 255, 255, 1];
      let opacity = 1;
      const above: Element[] = [];
      for (let each: Element | null = element; each; each = each.parentElement) above.unshift(each);
      for (const each of above) {
        const style = getComputedStyle(each);
        ground = over(read(style.backgroundColor), ground);
        opacity *= Number(style.opacity);
      }
      const [r, g, b, alpha] = read(getComputedStyle(element).color);
      const ink = over([r, g, b, alpha * opacity], ground);
      const [dark = 0, bright = 0] = [light(ink), light(ground)].toSorted((one, other) => one - other);
      return (bright + 0.05) / (dark + 0.05);
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const looked = new Set<Element>();
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const { parentElement: element } = text;
      if (element && text.textContent?.trim() && element.closest(PROSE) && !element.closest(OTHER))
        looked.add(element);
    }
    return [...looked]
      .filter((element) => element.checkVisibility() && contrast(element) < 7)
      .map(
        (element) =>
          `${contrast(element).toFixed(2)}: ${element.tagName}.${element.className} ${element.textContent.trim().slice(0, 40)}`,
      );
  });
}

/** What makes the page wider than the window, is cut off in it, or scrolls where no key comes, or without a name. */
export function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const name = (element: Element) =>
      `${element.tagName}.${element.className} ${element.textContent.trim().slice(0, 30)}`;
    const root = document.documentElement;
    const found = root.scrollWidth > innerWidth ? [`the page is ${root.scrollWidth} wide`] : [];
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      const { overflowX, textOverflow } = getComputedStyle(element);
      // What only a screen reader is told is one pixel wide.
      if (element.clientWidth < 2 || element.scrollWidth <= element.clientWidth + 1) continue;
      if (!element.checkVisibility({ checkVisibilityCSS: true })) continue;
      if (['hidden', 'clip'].includes(overflowX) && textOverflow !== 'ellipsis')
        found.push(`cut off: ${name(element)}`);
      if (!['auto', 'scroll'].includes(overflowX) || element.matches('input, textarea, select')) continue;
      if (element.tabIndex < 0 && !element.querySelector('a, button, input, [tabindex="0"]'))
        found.push(`scrolls, but not by key: ${name(element)}`);
      const hasRole = element.role !== null || element.tagName === 'SECTION';
      const isNamed = hasRole && (element.ariaLabel || element.getAttribute('aria-labelledby'));
      if (element.tabIndex === 0 && !isNamed) found.push(`scrolls without a name: ${name(element)}`);
    }
    return found;
  });
}
