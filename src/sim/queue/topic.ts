/**
 * Topic patterns: words between dots, `*` for exactly one word, `#` for any number of them, none included.
 * The empty key has no words at all, so that only `#` and the empty pattern match it.
 */
export function matchesTopic(pattern: string, key: string): boolean {
  return matchWords(wordsOf(pattern), wordsOf(key));
}

const wordsOf = (text: string): readonly string[] => (text === '' ? [] : text.split('.'));

function matchWords(pattern: readonly string[], words: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return words.length === 0;
  // `#` takes no word, or takes one and may take more.
  if (first === '#') {
    return matchWords(rest, words) || (words.length > 0 && matchWords(pattern, words.slice(1)));
  }
  if (words.length === 0) return false;
  return (first === '*' || first === words[0]) && matchWords(rest, words.slice(1));
}
