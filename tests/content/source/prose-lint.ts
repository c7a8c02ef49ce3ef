import type { Code, Root, Text } from 'mdast';
import { visit } from 'unist-util-visit';
import { attributeOf, elementsOf } from '#book/sections.ts';
import type { Chapter } from './chapters.ts';

interface Rule {
  pattern: RegExp;
  problem: (found: string) => string;
}

/** Words that tell readers how easy they should find it, and phrases that say nothing. */
const RULES: readonly Rule[] = [
  {
    pattern: /\b(?:simply|just|obviously)\b/gi,
    problem: (word) => `“${word}” tells readers how easy they should find it; leave it out`,
  },
  {
    pattern: /\b(\p{L}+)\s+\1\b/giu,
    problem: (words) => `“${words.replace(/\s+/g, ' ')}”: a word stands twice`,
  },
  {
    pattern: /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F/gu,
    problem: (sign) => `“${sign}”: no emoji in the book`,
  },
  {
    pattern: /\bin this (?:chapter|section),? (?:we|you) (?:will|are going to)\b/gi,
    problem: (phrase) => `“${phrase}” announces instead of saying it`,
  },
  {
    pattern:
      /\b(?:it is (?:important|worth) (?:to note|noting)|as you can see|needless to say|at the end of the day|in today['’]s (?:world|landscape)|basically|when it comes to|plays an? (?:crucial|key|vital) role|let['’]s dive|delves? into|a wide (?:range|variety) of|in a nutshell|last but not least)\b/gi,
    problem: (phrase) => `“${phrase}” is filler; say what follows`,
  },
];

const DOUBLE_QUOTES = { straight: /"/, curly: /[“”]/ };
const APOSTROPHES = { straight: /[\p{L}\p{N}]'\p{L}/u, curly: /[\p{L}\p{N}]’\p{L}/u };

/** What is wrong with the prose of a chapter, each as `file:line: problem`; code is left alone. */
export function proseProblems({ file, text, tree, frontmatter }: Chapter): string[] {
  const texts: Text[] = [];
  visit(tree, 'text', (node) => {
    texts.push(node);
  });
  return [
    ...texts.flatMap((node) => ruleProblems(node).map(({ line, problem }) => `${file}:${line}: ${problem}`)),
    ...attributeProblems(tree, file),
    ...headProblems(frontmatter, file),
    ...captionProblems(tree, file),
    ...mixture(texts, DOUBLE_QUOTES, 'double quotes', file),
    ...mixture(texts, APOSTROPHES, 'apostrophes', file),
    ...tagsAtLineStarts({ file, text, tree }),
  ];
}

/** What readers read in an attribute is not passed through the typographer that curls the quotes of the text. */
const READ: readonly (readonly [element: string, attribute: string])[] = [
  ['Note', 'title'],
  ['Predict', 'question'],
  ['Question', 'ask'],
];

/** Straight quotes in words that reach the reader as they are; code between backquotes is left alone. */
function straightQuotes(words: string): string | undefined {
  return /\S*(?:[\p{L}\p{N}]'\p{L}|")\S*/u.exec(words.replace(/`[^`]*`/g, ''))?.[0];
}

/** The head of the chapter and the captions of its diagrams pass the typographer by, too. */
function headProblems(
  { title, description, objectives = [] }: Chapter['frontmatter'],
  file: string,
): string[] {
  return [title, description, ...(objectives as unknown[])].flatMap((words) => {
    const found = straightQuotes(String(words));
    return found === undefined
      ? []
      : [`${file}:1: straight quotes in ${found}; write ‘ ’ “ ” in the frontmatter`];
  });
}

function captionProblems(tree: Root, file: string): string[] {
  const diagrams: Code[] = [];
  visit(tree, 'code', (node) => {
    if (node.lang === 'mermaid') diagrams.push(node);
  });
  return diagrams.flatMap(({ meta, position }) => {
    const found = straightQuotes(/\btitle="([^"]*)"/.exec(meta ?? '')?.[1] ?? '');
    const place = `${file}:${position?.start.line ?? 1}`;
    return found === undefined
      ? []
      : [`${place}: straight quotes in ${found}; write ‘ ’ “ ” in a diagram’s title`];
  });
}

function attributeProblems(tree: Root, file: string): string[] {
  return READ.flatMap(([name, attribute]) =>
    elementsOf(tree, name).flatMap((element) => {
      const found = straightQuotes(attributeOf(element, attribute) ?? '');
      const place = `${file}:${element.position?.start.line ?? 1}`;
      return found === undefined
        ? []
        : [`${place}: straight quotes in ${found}; write ‘ ’ “ ” in “${attribute}”`];
    }),
  );
}

function ruleProblems(node: Text): { line: number; problem: string }[] {
  return RULES.flatMap(({ pattern, problem }) =>
    [...node.value.matchAll(pattern)].map((match) => ({
      line: lineOf(node, match.index),
      problem: problem(match[0]),
    })),
  );
}

/** Straight or curly: either will do, but one file keeps to one of them. */
function mixture(
  texts: readonly Text[],
  kinds: { straight: RegExp; curly: RegExp },
  name: string,
  file: string,
): string[] {
  const straight = texts.filter(({ value }) => kinds.straight.test(value));
  const curly = texts.filter(({ value }) => kinds.curly.test(value));
  if (straight.length === 0 || curly.length === 0) return [];
  const [rarer, kind, pattern] =
    straight.length < curly.length ? [straight, 'straight', kinds.straight] : [curly, 'curly', kinds.curly];
  return rarer.map(
    (node) =>
      `${file}:${lineOf(node, node.value.search(pattern))}: ${kind} ${name} here, the other kind elsewhere`,
  );
}

/**
 * The formatter takes a line that begins with a tag for a block of its own and splits the paragraph there. A paragraph
 * that it has split already begins with the tag, and is found by the same rule.
 */
function tagsAtLineStarts({ file, text, tree }: Pick<Chapter, 'file' | 'text' | 'tree'>): string[] {
  const lines = text.split('\n');
  const problems: string[] = [];
  visit(tree, 'mdxJsxTextElement', ({ name, position }) => {
    const { line, column } = position?.start ?? { line: 1, column: 1 };
    if (lines[line - 1]?.slice(0, column - 1).trim() !== '') return;
    problems.push(
      `${file}:${line}: the line begins with <${name}>, where the paragraph is split; move a word down before it`,
    );
  });
  return problems;
}

function lineOf({ value, position }: Text, offset: number): number {
  return (position?.start.line ?? 1) + value.slice(0, offset).split('\n').length - 1;
}
