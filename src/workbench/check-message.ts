/** What a failed check says, as it is shown. Pure. */

export interface CheckMessage {
  sentence: string;
  /** Code or data, which keeps its columns; empty if there is none. */
  detail: string;
}

const GENERATED = 'Expected values to be strictly equal:';

/**
 * Whatever follows the first empty line is code or data. Node puts the two values of an `assert.equal` there, as
 * `0 !== 1`: they are said in words, and not at all where the sentence has told both.
 */
export function checkMessage(text: string): CheckMessage {
  const [sentence = '', ...rest] = text.split('\n\n');
  const detail = rest.join('\n\n').trimEnd();
  const values = twoValues(detail);
  if (values === null) return { sentence, detail };
  const words = `Got ${values.got}, expected ${values.expected}.`;
  if (sentence === GENERATED) return { sentence: words, detail: '' };
  const isTold = [values.got, values.expected].every((value) => tells(sentence, value));
  return { sentence: isTold ? sentence : `${sentence} ${words}`, detail: '' };
}

const VALUE = /^(?:-?\d[\d.e+-]*n?|NaN|-?Infinity|true|false|null|undefined|'[^\n]*')$/;

/** Null for anything but two numbers, texts or the like in one line. */
function twoValues(detail: string): { got: string; expected: string } | null {
  const [got = '', expected = '', ...more] = detail.split(' !== ');
  return VALUE.test(got) && VALUE.test(expected) && more.length === 0 ? { got, expected } : null;
}

/** Whether the value stands in the sentence as a word of its own, with or without its quotes. */
function tells(sentence: string, value: string): boolean {
  const word = value.replace(/^'(.*)'$/, '$1').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return word !== '' && new RegExp(`(?<![\\w.-])${word}(?![\\w-]|\\.\\w)`).test(sentence);
}
