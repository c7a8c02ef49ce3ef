/** Which files of a built site are the book, its presentations, labs and views: what a reader without a network has. Pure. */

export interface SiteFile {
  /** Inside the built site, with forward slashes. */
  path: string;
  /** As a browser keeps it. */
  bytes: number;
  /** As a host sends it, compressed. */
  transfer: number;
}

/** Part of the worker's script, so a worker and its list are one build's. */
export interface SiteCopy {
  /** Changes with any file of the site. */
  build: string;
  /** Addresses below the site's base path; a page's ends in a slash, the home page's is empty. What pages need stands before them. */
  ahead: string[];
  /** Large and not needed to read and run: kept when a reader has used them. */
  onUse: string[];
  /** Of `ahead`, together. */
  bytes: number;
  transfer: number;
}

/** A file of the editor or the terminal is larger than this, one of a page or a view smaller. */
const LARGE = 100_000;

/** Pages that need a server; pictures for other sites; what robots read. */
const LEFT_OUT = /^(404\.html$|workshop\/|_headers$|handbook\.png$|og\.png$|robots\.txt$|sitemap)/;
const TYPES_FOR_EDITOR = 'labs/node-types.json';

export function planCopy(build: string, files: readonly SiteFile[]): SiteCopy {
  const wanted = files.filter(({ path }) => !LEFT_OUT.test(path));
  const ahead = wanted.filter((file) => !isForEditor(file));
  const sum = (key: 'bytes' | 'transfer') => ahead.reduce((total, file) => total + file[key], 0);
  return {
    build,
    ahead: ahead
      .toSorted((a, b) => rank(a.path) - rank(b.path) || (a.path < b.path ? -1 : 1))
      .map(({ path }) => addressOf(path)),
    onUse: wanted.filter(isForEditor).map(({ path }) => addressOf(path)),
    bytes: sum('bytes'),
    transfer: sum('transfer'),
  };
}

/** True for a file whose name changes with its content: whoever has it has the right one. */
export const isLasting = (address: string): boolean =>
  address.startsWith('_astro/') || /\.pf_\w+$/.test(address);

export const isPage = (address: string): boolean => address === '' || address.endsWith('/');

function isForEditor({ path, bytes }: SiteFile): boolean {
  if (path === TYPES_FOR_EDITOR) return true;
  return path.startsWith('_astro/') && bytes > LARGE && !path.startsWith('_astro/embedded-');
}

function rank(path: string): number {
  if (path.startsWith('_astro/')) return 0;
  if (path.endsWith('.html')) return 2;
  return path.includes('/') ? 3 : 1;
}

const addressOf = (path: string): string => path.replace(/(^|\/)index\.html$/, '$1');
