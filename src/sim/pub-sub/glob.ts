/**
 * The patterns of Redis: globs over bytes, which know nothing of words. `*` any bytes, also none; `?` one byte; `[a-c]`
 * one of these; `[^a-c]` none of these; `\` takes the next one as it is. A letter such as é is two bytes, so that it
 * takes `??`.
 * Source: Redis documentation, PSUBSCRIBE and KEYS; the odd cases as Redis 7.0 decides them.
 */

/** One position of the text: whether a byte fits. `*` stands for itself. */
type Token = '*' | ((byte: number) => boolean);

/** Reads a pattern once, to match many texts. Every pattern is valid. */
export function compileGlob(pattern: string): (text: string) => boolean {
  const tokens = readTokens(bytesOf(pattern));
  return (text) => fits(tokens, bytesOf(text));
}

/** Signed, because that is how Redis compares the bytes of a range. */
const bytesOf = (text: string): Int8Array => new Int8Array(new TextEncoder().encode(text).buffer);
const byteOf = (char: string): number => char.charCodeAt(0);

const STAR = byteOf('*');
const ONE = byteOf('?');
const OPEN = byteOf('[');
const CLOSE = byteOf(']');
const NOT = byteOf('^');
const DASH = byteOf('-');
const ESCAPE = byteOf('\\');

function readTokens(pattern: Int8Array): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < pattern.length) {
    const byte = pattern[at] as number;
    if (byte === OPEN) {
      const [token, next] = readChoice(pattern, at + 1);
      tokens.push(token);
      at = next;
      continue;
    }
    if (byte === STAR) {
      if (tokens.at(-1) !== '*') tokens.push('*');
    } else if (byte === ONE) {
      tokens.push(() => true);
    } else {
      // A backslash at the end stands for itself.
      if (byte === ESCAPE && at + 1 < pattern.length) at++;
      const literal = pattern[at] as number;
      tokens.push((other) => other === literal);
    }
    at++;
  }
  return tokens;
}

/** Reads what follows `[`. Returns the token and where the pattern goes on. Without a `]` it reaches to the end. */
function readChoice(pattern: Int8Array, start: number): [Token, number] {
  const negated = pattern[start] === NOT;
  const ranges: [low: number, high: number][] = [];
  let at = negated ? start + 1 : start;
  while (at < pattern.length && pattern[at] !== CLOSE) {
    const first = pattern[at] as number;
    const left = pattern.length - at;
    if (first === ESCAPE && left >= 2) {
      const escaped = pattern[at + 1] as number;
      ranges.push([escaped, escaped]);
      at += 2;
    } else if (left >= 3 && pattern[at + 1] === DASH) {
      // Whatever follows the dash is the other end, even a `]`.
      const last = pattern[at + 2] as number;
      ranges.push([Math.min(first, last), Math.max(first, last)]);
      at += 3;
    } else {
      ranges.push([first, first]);
      at++;
    }
  }
  const token = (byte: number) => ranges.some(([low, high]) => low <= byte && byte <= high) !== negated;
  return [token, at + 1];
}

/** Where a byte does not fit, the last `*` before takes one more: no need to try the stars before that one. */
function fits(tokens: readonly Token[], text: Int8Array): boolean {
  // Redis looks at no pattern for an empty text, so that not even `*` fits it.
  if (text.length === 0) return tokens.length === 0;
  let token = 0;
  let at = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    const next = tokens[token];
    if (next === '*') {
      star = token++;
      starAt = at;
    } else if (next?.(text[at] as number)) {
      token++;
      at++;
    } else if (star >= 0) {
      token = star + 1;
      at = ++starAt;
    } else {
      return false;
    }
  }
  if (tokens[token] === '*') token++;
  return token === tokens.length;
}
