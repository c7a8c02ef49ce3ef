/**
 * Stands in for `internalBinding('url')` on the engine's URL parser. Node's URL class keeps the address as one string
 * and offsets into it, in the layout of the ada parser: they are derived from the engine's parsed parts.
 */
import { engine } from '../engine.ts';
import type { Binding, Untyped } from '../untyped.ts';

const OMITTED = 0xffffffff;
// Order of `updateActions` in Node's internal/url.js.
const SETTERS = [
  'protocol',
  'host',
  'hostname',
  'port',
  'username',
  'password',
  'pathname',
  'search',
  'hash',
  'href',
];
const SCHEMES: Record<string, number> = {
  'http:': 0,
  'https:': 2,
  'ws:': 3,
  'ftp:': 4,
  'wss:': 5,
  'file:': 6,
};
const NOT_SPECIAL = 1;

/** protocol_end, username_end, host_start, host_end, port, pathname_start, search_start, hash_start, scheme_type */
function urlComponents(url: URL): number[] {
  const { href, protocol } = url;
  const protocolEnd = protocol.length;
  const hashStart = url.hash || href.endsWith('#') ? href.indexOf('#') : OMITTED;
  const beforeHash = hashStart === OMITTED ? href : href.slice(0, hashStart);
  const query = beforeHash.indexOf('?');
  const searchStart = query === -1 ? OMITTED : query;
  const beforeQuery = query === -1 ? beforeHash : beforeHash.slice(0, query);
  const scheme = SCHEMES[protocol] ?? NOT_SPECIAL;
  const hasAuthority = beforeQuery.startsWith('//', protocolEnd);
  if (!hasAuthority) {
    const at = protocolEnd;
    const port = OMITTED;
    // `web+demo:/.//path` keeps a "/." in front of a path that would look like an authority.
    const pathStart = beforeQuery.startsWith('/.//', at) ? at + 2 : at;
    return [protocolEnd, at, at, at, port, pathStart, searchStart, hashStart, scheme];
  }
  const authorityStart = protocolEnd + 2;
  const pathnameStart = beforeQuery.length - url.pathname.length;
  const usernameEnd = authorityStart + url.username.length;
  const credentials = url.username.length + (url.password ? url.password.length + 1 : 0);
  const hostStart = authorityStart + credentials;
  const at = credentials > 0 ? 1 : 0;
  const hostEnd = hostStart + at + url.hostname.length;
  const port = url.port === '' ? OMITTED : Number(url.port);
  return [protocolEnd, usernameEnd, hostStart, hostEnd, port, pathnameStart, searchStart, hashStart, scheme];
}

export function createUrlBinding(invalidUrl: (input: string, base: string | undefined) => Untyped): Binding {
  const components = new Uint32Array(9);
  const { URL } = engine;

  function accept(url: URL): string {
    // Some engines escape what the standard forbids in a host.
    if (url.protocol in SCHEMES && url.hostname.includes('%')) throw new TypeError('Invalid URL');
    components.set(urlComponents(url));
    return url.href;
  }

  function parse(input: string, base: string | undefined, raise: boolean): string | undefined {
    try {
      return accept(base === undefined ? new URL(input) : new URL(input, base));
    } catch {
      if (raise) throw invalidUrl(input, base);
      return undefined;
    }
  }

  return {
    urlComponents: components,
    parse,
    canParse: (input: string, base?: string) => URL.canParse(input, base),
    update(href: string, action: number, value: string) {
      try {
        const url = new URL(href) as unknown as Record<string, string>;
        url[SETTERS[action]!] = value;
        return accept(url as unknown as URL);
      } catch {
        return false;
      }
    },
    pathToFileURL(path: string, _windows: boolean, base?: string) {
      // Characters that are legal in a path and special in a URL.
      const escaped = path.replace(/[%\\\n\r\t?#]/g, (character) => encodeURIComponent(character));
      const url = new URL('file://');
      url.pathname = escaped;
      return base === undefined ? accept(url) : accept(new URL(url.href, base));
    },
    format(href: string, hash: boolean, unicode: boolean, search: boolean, auth: boolean) {
      const url = new URL(href);
      if (!hash) url.hash = '';
      if (!search) url.search = '';
      if (!auth) url.username = url.password = '';
      return unicode ? url.href : url.href;
    },
    getOrigin: (href: string) => new URL(href).origin,
    domainToASCII: (domain: string) => hostOf(domain),
    domainToUnicode: (domain: string) => hostOf(domain),
  };
}

function hostOf(domain: string): string {
  try {
    return new engine.URL(`ws://${domain}`).hostname;
  } catch {
    return '';
  }
}
