import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFrontmatter } from '@astrojs/markdown-remark';
import type { Root } from 'mdast';
import { parseChapter } from '#book/chapter-tree.ts';

/** A chapter's source, read once for the content tests. */
export interface Chapter {
  /** Relative to the project. */
  file: string;
  text: string;
  tree: Root;
  frontmatter: Readonly<Record<string, unknown>>;
}

const FOLDER = 'content/chapters';

export function readChapters(folder = FOLDER): Chapter[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.mdx'))
    .sort()
    .map((name) => toChapter(join(folder, name), readFileSync(join(folder, name), 'utf8')));
}

export function toChapter(file: string, text: string): Chapter {
  return { file, text, tree: parseChapter(text, file), frontmatter: parseFrontmatter(text).frontmatter };
}
