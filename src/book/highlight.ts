import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { escapeHtml } from './html.ts';

/**
 * A stretch of a line in one colour. `kind` decides on its element, which code.css styles: k keyword, s string,
 * c comment; an empty kind is plain text. Three colours are enough to read by, and names are most of a program.
 */
export interface Token {
  text: string;
  kind: string;
}

/**
 * Elements that mean nothing to a screen reader, and whose names are shorter than a class: a chapter has two thousand
 * of them, and wins a twentieth of its bytes.
 */
const ELEMENT_OF_KIND: Readonly<Record<string, string>> = { k: 'b', s: 'i', c: 'small' };

/** A token for the inside of a `<code>`. */
export function tokenToHtml({ text, kind }: Token): string {
  const element = ELEMENT_OF_KIND[kind];
  return element ? `<${element}>${escapeHtml(text)}</${element}>` : escapeHtml(text);
}

const THEME = 'book';

const KIND_OF_COLOUR: Readonly<Record<string, string>> = {
  'var(--token-keyword)': 'k',
  'var(--token-string)': 's',
  'var(--token-string-expression)': 's',
  'var(--token-comment)': 'c',
};

const LANGUAGES = {
  javascript: () => import('shiki/langs/javascript.mjs'),
  typescript: () => import('shiki/langs/typescript.mjs'),
  json: () => import('shiki/langs/json.mjs'),
  html: () => import('shiki/langs/html.mjs'),
  css: () => import('shiki/langs/css.mjs'),
  shellscript: () => import('shiki/langs/shellscript.mjs'),
  http: () => import('shiki/langs/http.mjs'),
  yaml: () => import('shiki/langs/yaml.mjs'),
  sql: () => import('shiki/langs/sql.mjs'),
};

let highlighter: Promise<HighlighterCore> | undefined;

/** The code's lines as tokens; a language we do not know comes back as plain text. */
export async function highlight(code: string, lang: string): Promise<Token[][]> {
  highlighter ??= createHighlighterCore({
    themes: [createCssVariablesTheme({ name: THEME, variablePrefix: '--', fontStyle: false })],
    langs: Object.values(LANGUAGES),
    engine: createJavaScriptRegexEngine(),
  });
  const shiki = await highlighter;
  const known = [...shiki.getLoadedLanguages()].includes(lang) ? lang : 'text';
  // Without this, a line that takes over half a second on a busy machine stays plain, and the build is not repeatable.
  const unhurried = { tokenizeTimeLimit: 0 };
  const { tokens } = shiki.codeToTokens(code, { lang: known, theme: THEME, ...unhurried });
  return tokens.map((line) =>
    mergeNeighbours(line.map(({ content, color }) => ({ text: content, kind: kindOf(content, color) }))),
  );
}

/** Operators count as keywords for the grammar. Plain, they read as well, and the pages are smaller. */
function kindOf(text: string, colour = ''): string {
  const kind = KIND_OF_COLOUR[colour] ?? '';
  return kind === 'k' && !/[\w$]/.test(text) ? '' : kind;
}

/** Fewer, longer tokens make smaller pages. */
function mergeNeighbours(line: readonly Token[]): Token[] {
  const merged: Token[] = [];
  for (const token of line) {
    const last = merged.at(-1);
    if (last && (last.kind === token.kind || token.text.trim() === '')) last.text += token.text;
    else merged.push({ ...token });
  }
  return merged;
}
