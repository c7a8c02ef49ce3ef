/** British spelling, from cspell's dictionary and a list of the field's words. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decodeFile } from 'cspell-trie-lib';

/** Text as a reader has it, with the place of its beginning. */
export interface Passage {
  file: string;
  line: number;
  text: string;
}

export interface Speller {
  /** What is misspelt, each as `file:line: problem`. */
  problems(passages: readonly Passage[]): string[];
  /** Whether the dictionary, without the list, has the word. */
  inDictionary(word: string): boolean;
}

/** The list: one word in a line, in the order of the alphabet, as it is written in the book. */
const WORD_LIST = 'tests/content/words.txt';

export const readWordList = (): string[] => readFileSync(WORD_LIST, 'utf8').trimEnd().split('\n');

/**
 * @param list words that are right although the dictionary lacks them, in exactly this case
 * @param names of variables, types and events in the book’s programs, which its prose may mention
 */
export async function createSpeller(
  list: readonly string[],
  names: ReadonlySet<string> = new Set(),
): Promise<Speller> {
  const url = new URL('./en_GB.trie.gz', import.meta.resolve('@cspell/dict-en-gb'));
  const trie = await decodeFile({ url, content: readFileSync(fileURLToPath(url)) });
  const own = new Set(list);
  const inDictionary = (word: string): boolean =>
    trie.hasWord(word, true) || (/^\p{Lu}\p{Ll}+/u.test(word) && trie.hasWord(lowerFirst(word), true));
  const problemOf = (word: string): string => {
    if (own.has(word) || own.has(lowerFirst(word)) || names.has(word)) return '';
    if (!inDictionary(word)) return `“${word}” is in no dictionary; if it is right, add it to ${WORD_LIST}`;
    const british = word.replace(/iz(e|ed|es|er|ers|ing|ation|ations)$/, 'is$1');
    return british !== word && trie.hasWord(lowerFirst(british), true)
      ? `“${word}”: the book writes “${british}”`
      : '';
  };
  return {
    inDictionary,
    problems: (passages) =>
      passages.flatMap(({ file, line, text }) =>
        wordsOf(text).flatMap(({ word, offset }) => {
          const problem = problemOf(word);
          const lines = text.slice(0, offset).split('\n').length - 1;
          return problem === '' ? [] : [`${file}:${line + lines}: ${problem}`];
        }),
      ),
  };
}

const lowerFirst = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1);

/** Addresses, paths and names with a dot or a digit in them are no words. */
const NO_WORDS = /https?:\S+|\S*[\p{L}\p{N}][@/.:_#][\p{L}\p{N}]\S*|\S*\p{N}\S*/gu;

/** Words of two letters and more, each part of a compound by itself, without a genitive’s ending. */
function wordsOf(text: string): { word: string; offset: number }[] {
  const blanked = text.replace(NO_WORDS, (found) => ' '.repeat(found.length));
  return [...blanked.matchAll(/\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*/gu)]
    .map((match) => ({ word: match[0].replaceAll('’', "'").replace(/'s$/, ''), offset: match.index }))
    .filter(({ word }) => word.length > 1);
}

/** The words themselves, for finding out which of the list are used. */
export const wordsIn = (passages: readonly Passage[]): Set<string> =>
  new Set(passages.flatMap(({ text }) => wordsOf(text).map(({ word }) => word)));
