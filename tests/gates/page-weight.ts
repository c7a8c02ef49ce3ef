/** What a browser loads for a built page before anybody touches it, in bytes as a host sends them (gzip). */
import { existsSync, readFileSync } from 'node:fs';
import { posix, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse, type Program } from 'acorn';

export interface PageWeight {
  html: number;
  css: number;
  script: number;
  /** Upper bound: every face whose characters the page has, used or not. */
  fonts: number;
  /** Addresses of other hosts that the page loads from by itself. */
  thirdParty: readonly string[];
  /** What is loaded, as paths in the built site: for the message of a broken budget. */
  files: readonly string[];
}

/** Most bytes for a chapter page; 1 kB is 1,000 bytes. */
export const CHAPTER_BUDGET = { html: 30_000, css: 20_000, script: 20_000, fonts: 110_000 };

export type Budget = typeof CHAPTER_BUDGET;

/**
 * @param root folder of the built site, built for the base path `/`
 * @param page path of the page's file inside it, for example `chapters/event-model/index.html`
 * @throws Error if the page asks for a file that is not there
 */
export function weighPage(root: string, page: string): PageWeight {
  const html = readFileSync(join(root, page), 'utf8');
  const site = createSiteReader(root);
  const loaded = findLoaded(html, `/${page}`);
  const scripts = followImports(site, loaded.scripts);
  const styles = [...loaded.styles];
  const text = new Set(html.replace(/<[^>]*>/g, ''));
  const fonts = new Set(loaded.fonts);
  for (const style of styles) {
    for (const font of fontsOf(site.text(style), style, text)) fonts.add(font);
  }
  const total = (paths: Iterable<string>) => sum([...paths].map((path) => gzipSync(site.bytes(path)).length));
  return {
    html: gzipSync(html).length,
    css: total(styles),
    script: total(scripts),
    // Fonts are compressed already.
    fonts: sum([...fonts].map((path) => site.bytes(path).length)),
    thirdParty: loaded.thirdParty,
    files: [...styles, ...scripts, ...fonts],
  };
}

/** @returns one sentence for each budget that the page breaks */
export function overweight(page: string, weight: PageWeight, budget: Budget = CHAPTER_BUDGET): string[] {
  const kinds = Object.keys(budget) as (keyof Budget)[];
  const heavy = kinds
    .filter((kind) => weight[kind] > budget[kind])
    .map(
      (kind) =>
        `${page}: ${kind} is ${weight[kind]} bytes and may be ${budget[kind]} (it loads ${weight.files.join(', ')})`,
    );
  const foreign = weight.thirdParty.map((url) => `${page}: loads ${url}, which is not ours`);
  return [...heavy, ...foreign];
}

interface SiteReader {
  bytes(path: string): Buffer;
  text(path: string): string;
}

function createSiteReader(root: string): SiteReader {
  const bytes = (path: string): Buffer => {
    const file = join(root, path);
    if (!existsSync(file)) throw new Error(`A page loads ${path}, which is not in the built site.`);
    return readFileSync(file);
  };
  return { bytes, text: (path) => bytes(path).toString('utf8') };
}

interface Loaded {
  styles: Set<string>;
  scripts: Set<string>;
  fonts: Set<string>;
  thirdParty: string[];
}

/** Reads the tags that make a browser load something by itself. */
function findLoaded(html: string, page: string): Loaded {
  const loaded: Loaded = { styles: new Set(), scripts: new Set(), fonts: new Set(), thirdParty: [] };
  const add = (set: Set<string> | undefined, url: string | undefined): void => {
    if (!url || url.startsWith('data:')) return;
    const full = new URL(url, `http://site.invalid${page}`);
    if (full.host !== 'site.invalid') loaded.thirdParty.push(url);
    else set?.add(decodeURI(full.pathname));
  };
  for (const [tag, attributes] of tagsOf(html)) {
    const rel = attributes.rel?.split(/\s+/) ?? [];
    if (tag === 'link' && rel.includes('stylesheet')) add(loaded.styles, attributes.href);
    else if (tag === 'link' && rel.includes('modulepreload')) add(loaded.scripts, attributes.href);
    else if (tag === 'link' && rel.includes('preload')) {
      const sets: Record<string, Set<string>> = {
        font: loaded.fonts,
        script: loaded.scripts,
        style: loaded.styles,
      };
      add(sets[attributes.as ?? ''], attributes.href);
    } else if (tag === 'script') add(loaded.scripts, attributes.src);
    else if (tag === 'astro-island') {
      // Whatever its directive: even `visible` loads without a touch.
      add(loaded.scripts, attributes['component-url']);
      add(loaded.scripts, attributes['renderer-url']);
    } else if (tag === 'img' || tag === 'iframe' || tag === 'source') add(undefined, attributes.src);
  }
  for (const [, code = ''] of html.matchAll(/<script\b[^>]*type="module"[^>]*>([\s\S]*?)<\/script>/g)) {
    for (const url of staticImports(code)) add(loaded.scripts, url);
  }
  return loaded;
}

function* tagsOf(html: string): Generator<[tag: string, attributes: Record<string, string>]> {
  const tags = /<(link|script|astro-island|img|iframe|source)\b((?:"[^"]*"|'[^']*'|[^'">])*)>/g;
  for (const [, tag = '', inside = ''] of html.matchAll(tags)) {
    const attributes: Record<string, string> = {};
    for (const match of inside.matchAll(/([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)) {
      attributes[match[1] as string] = (match[2] ?? match[3] ?? match[4] ?? '').replaceAll('&amp;', '&');
    }
    yield [tag, attributes];
  }
}

/** The scripts and all that they import statically; what they import lazily is not loaded yet. */
function followImports(site: SiteReader, entries: Iterable<string>): Set<string> {
  const found = new Set<string>();
  const waiting = [...entries];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    for (const url of staticImports(site.text(path))) waiting.push(posix.resolve(posix.dirname(path), url));
  }
  return found;
}

function staticImports(code: string): string[] {
  let program: Program;
  try {
    program = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  } catch {
    // A classic script, which imports nothing.
    return [];
  }
  return program.body.flatMap((node) =>
    'source' in node && node.source && typeof node.source.value === 'string' ? [node.source.value] : [],
  );
}

/** The font files of a style sheet that a page with these characters may load. */
function fontsOf(css: string, path: string, text: ReadonlySet<string>): string[] {
  return [...css.matchAll(/@font-face\s*\{([^}]*)\}/g)].flatMap(([, face = '']) => {
    const url = /url\(\s*["']?([^"')]+)["']?\s*\)/.exec(face)?.[1];
    const range = /unicode-range\s*:\s*([^;}]+)/i.exec(face)?.[1];
    if (!url || url.startsWith('data:') || (range && !covers(range, text))) return [];
    return [posix.resolve(posix.dirname(path), url.split('?')[0] as string)];
  });
}

function covers(range: string, text: ReadonlySet<string>): boolean {
  const spans = range.split(',').map((part) => {
    const [from = '', to] = part.trim().replace(/^u\+/i, '').split('-');
    const low = Number.parseInt(from.replaceAll('?', '0'), 16);
    return [low, Number.parseInt(to ?? from.replaceAll('?', 'F'), 16)] as const;
  });
  return [...text].some((character) => {
    const code = character.codePointAt(0) as number;
    return spans.some(([low, high]) => code >= low && code <= high);
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, next) => total + next, 0);
