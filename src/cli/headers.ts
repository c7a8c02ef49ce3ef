/** Reads the header rules of public/_headers, in the format that Netlify and Cloudflare Pages share. */

export interface HeaderRule {
  /** A path from the site's root: `*` stands for anything, `:name` for one segment. */
  pattern: string;
  headers: readonly (readonly [name: string, value: string])[];
}

/**
 * @param text unindented lines are paths; the indented lines below them are `Name: value`; `#` starts a comment
 * @param file named in errors
 */
export function parseHeaders(text: string, file = 'public/_headers'): HeaderRule[] {
  const rules: { pattern: string; headers: [string, string][] }[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    const content = line.trim();
    if (!content || content.startsWith('#')) return;
    const where = `${file}, line ${index + 1}: “${content}”`;
    if (!/^\s/.test(line)) {
      if (!content.startsWith('/')) {
        throw new Error(`${where} is neither a path nor indented. Start a path with “/”, indent a header.`);
      }
      rules.push({ pattern: content, headers: [] });
      return;
    }
    const header = /^([\w-]+)\s*:\s*(.+)$/.exec(content);
    if (!header) throw new Error(`${where} is not a header. Write it as “Name: value”.`);
    const rule = rules.at(-1);
    if (!rule) throw new Error(`${where} belongs to no path. Put a line with the path above it.`);
    rule.headers.push([header[1] as string, header[2] as string]);
  });
  return rules;
}

/**
 * The headers of one path. Values of a header that several matching rules name are joined with a comma, as the
 * hosts do it.
 * @param path from the site's root, without a base path and without a query
 */
export function headersFor(rules: readonly HeaderRule[], path: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const rule of rules) {
    if (!toRegExp(rule.pattern).test(path)) continue;
    for (const [name, value] of rule.headers) {
      const before = found.get(name.toLowerCase());
      found.set(name.toLowerCase(), before === undefined ? value : `${before}, ${value}`);
    }
  }
  return found;
}

function toRegExp(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/:\w+/g, '[^/]+');
  return new RegExp(`^${source}$`);
}
