import { highlight, tokenToHtml } from '#book/highlight.ts';
import type { FileMap } from '#lab/model.ts';

const LANGUAGES: Readonly<Record<string, string>> = {
  js: 'javascript',
  cjs: 'javascript',
  mjs: 'javascript',
  json: 'json',
  html: 'html',
  css: 'css',
};

/** Path → highlighted lines: one `span.l` a line, separated by newlines, for the inside of a `<code>`. */
export async function highlightFiles(files: FileMap): Promise<Record<string, string>> {
  const entries = Object.entries(files).map(
    async ([path, text]) => [path, await highlightFile(path, text)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function highlightFile(path: string, text: string): Promise<string> {
  const lines = await highlight(text, LANGUAGES[path.split('.').pop() ?? ''] ?? 'text');
  return lines.map((tokens) => `<span class="l">${tokens.map(tokenToHtml).join('')}</span>`).join('\n');
}
