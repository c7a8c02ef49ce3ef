import { globSync, readFileSync } from 'node:fs';
import type { Nodes } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { SKIP, visit } from 'unist-util-visit';
import { parseChapterWithNotes } from '#book/chapter-tree.ts';
import { GLOSSARY_FILE, parseGlossary } from '#book/glossary.ts';
import type { Chapter } from './chapters.ts';
import type { Passage } from './spelling.ts';

/** Components whose words are names in a program. */
const NAMES = new Set(['EventName', 'CommandName', 'ReadModelName']);
/** Attributes that a reader reads. */
const READ = new Set(['title', 'question', 'says', 'ask', 'alt', 'description']);

/** The prose of a Markdown tree, words in attributes and in the titles of diagrams included; code is left out. */
function passagesOfTree(tree: Nodes, file: string): Passage[] {
  const passages: Passage[] = [];
  visit(tree, (node) => {
    const line = node.position?.start.line ?? 1;
    if (node.type === 'text') passages.push({ file, line, text: node.value });
    if (node.type === 'code' && node.lang === 'mermaid') {
      for (const [, text = ''] of (node.meta ?? '').matchAll(/\b(?:title|description)="([^"]*)"/g)) {
        passages.push({ file, line, text });
      }
    }
    if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return undefined;
    if (NAMES.has(node.name ?? '')) return SKIP;
    for (const attribute of node.attributes) {
      if (attribute.type !== 'mdxJsxAttribute' || !READ.has(attribute.name)) continue;
      if (typeof attribute.value === 'string') {
        passages.push({ file, line, text: withoutCode(attribute.value) });
      }
    }
    return undefined;
  });
  return passages;
}

const withoutCode = (text: string): string => text.replace(/`[^`]*`/g, (code) => code.replace(/[^\n]/g, ' '));

/** A chapter’s prose, the instructor’s notes and what its frontmatter tells readers included. */
export function passagesOfChapter({ file, text, frontmatter }: Chapter): Passage[] {
  const { title, description, objectives = [] } = frontmatter;
  const head = [title, description, ...(objectives as unknown[])].map(String);
  return [
    ...head.map((words) => ({ file, line: 1, text: withoutCode(words) })),
    ...passagesOfTree(parseChapterWithNotes(text, file), file),
  ];
}

export function passagesOfGlossary(): Passage[] {
  return parseGlossary(readFileSync(GLOSSARY_FILE, 'utf8')).map(({ term, definition }) => ({
    file: GLOSSARY_FILE,
    line: 1,
    text: `${term}: ${withoutCode(definition)}`,
  }));
}

/** The names with a capital inside them, such as `setTimeout` and `OrderPlaced`, that programs of the book have. */
export function namesInPrograms(chapters: readonly Chapter[]): Set<string> {
  const names = new Set<string>();
  for (const { tree } of chapters) {
    visit(tree, (node) => {
      const isName = node.type === 'mdxJsxTextElement' && NAMES.has(node.name ?? '');
      const code =
        node.type === 'code' || node.type === 'inlineCode' ? node.value : isName ? toString(node) : '';
      for (const [name] of code.matchAll(/\b[A-Za-z]*[a-z][A-Z][A-Za-z]*\b/g)) names.add(name);
    });
  }
  return names;
}

/** The tasks and hints of all labs. */
export function passagesOfLabs(): Passage[] {
  return globSync(['labs/*/exercises/*/task.mdx', 'labs/*/exercises/*/hints.md'])
    .map((file) => file.replaceAll('\\', '/'))
    .flatMap((file) => passagesOfTree(parseChapterWithNotes(readFileSync(file, 'utf8'), file), file));
}
