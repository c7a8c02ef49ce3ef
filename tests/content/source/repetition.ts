import type { Nodes } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { SKIP, visit } from 'unist-util-visit';
import type { Chapter } from './chapters.ts';

/** So many words in a row are no accident: a figure of speech or a sentence that was used before. */
const WORDS_IN_A_ROW = 8;
const OPENING_WORDS = 3;

/** Sections that begin alike, each as `file:line: problem`. */
export function openingProblems({ file, tree }: Chapter): string[] {
  const seen = new Map<string, number>();
  return tree.children.flatMap((block, index) => {
    const next = tree.children[index + 1];
    if (block.type !== 'heading' || next?.type !== 'paragraph') return [];
    const line = next.position?.start.line ?? 1;
    const opening = wordsOf(next).slice(0, OPENING_WORDS).join(' ');
    const first = seen.get(opening);
    seen.set(opening, first ?? line);
    return first === undefined
      ? []
      : [
          `${file}:${line}: the section opens with “${opening}”, as that of line ${first} does; begin another way`,
        ];
  });
}

/**
 * The same words in a row in two chapters, each as `file:line: problem`. A summary may repeat, and so may a paragraph
 * that links to the chapter it quotes.
 */
export function repeatedPhrases(chapters: readonly Chapter[]): string[] {
  const seen = new Map<string, string>();
  const reported = new Set<string>();
  const problems: string[] = [];
  for (const { file, tree } of chapters) {
    for (const { words, line, links } of paragraphsOf(tree)) {
      for (let start = 0; start + WORDS_IN_A_ROW <= words.length; start += 1) {
        const phrase = words.slice(start, start + WORDS_IN_A_ROW).join(' ');
        const place = `${file}:${line}`;
        const first = seen.get(phrase) ?? place;
        seen.set(phrase, first);
        const [source = ''] = first.split(':');
        if (source === file || reported.has(first + place)) continue;
        if (links.some((url) => url.includes(`/${nameOf(source)}/`))) continue;
        reported.add(first + place);
        problems.push(`${place}: “${phrase}” stands already at ${first}; say it another way, or once`);
      }
    }
  }
  return problems;
}

/** `event-model` of `content/chapters/02-event-model.mdx`, as links have it. */
const nameOf = (file: string): string => file.replace(/^.*\/(?:\d+-)?|\.mdx$/g, '');

interface Paragraph {
  words: string[];
  line: number;
  links: string[];
}

function paragraphsOf(tree: Nodes): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  visit(tree, (node) => {
    if (node.type === 'mdxJsxFlowElement' && ['Summary', 'FurtherReading'].includes(node.name ?? ''))
      return SKIP;
    if (node.type === 'paragraph') {
      const links: string[] = [];
      visit(node, 'link', ({ url }) => {
        links.push(url);
      });
      paragraphs.push({ words: wordsOf(node), line: node.position?.start.line ?? 1, links });
    }
    return undefined;
  });
  return paragraphs;
}

const wordsOf = (node: Nodes): string[] =>
  toString(node)
    .toLowerCase()
    .match(/[\p{L}\p{N}’'-]+/gu) ?? [];
