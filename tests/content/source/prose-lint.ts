import type { Text } from 'mdast';
import { visit } from 'unist-util-visit';
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
];

const DOUBLE_QUOTES = { straight: /"/, curly: /[“”]/ };
const APOSTROPHES = { straight: /\p{L}'\p{L}/u, curly: /\p{L}’\p{L}/u };

/** What is wrong with the prose of a chapter, each as `file:line: problem`; code is left alone. */
export function proseProblems({ file, tree }: Chapter): string[] {
  const texts: Text[] = [];
  visit(tree, 'text', (node) => {
    texts.push(node);
  });
  return [
    ...texts.flatMap((node) => ruleProblems(node).map(({ line, problem }) => `${file}:${line}: ${problem}`)),
    ...mixture(texts, DOUBLE_QUOTES, 'double quotes', file),
    ...mixture(texts, APOSTROPHES, 'apostrophes', file),
  ];
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

function lineOf({ value, position }: Text, offset: number): number {
  return (position?.start.line ?? 1) + value.slice(0, offset).split('\n').length - 1;
}
