/** JavaScript cut into coloured pieces, line by line: enough for reading, made without a parser. Pure. */

export interface Token {
  /** `k` keyword, `s` string, `c` comment, `f` called function; empty for the rest. */
  kind: '' | 'k' | 's' | 'c' | 'f';
  text: string;
}

const KEYWORDS =
  'async|await|break|case|catch|class|const|continue|default|delete|do|else|export|extends|false|finally|for|from|function|if|import|in|instanceof|let|new|null|of|return|static|super|switch|this|throw|true|try|typeof|undefined|var|void|while|with|yield';

const PIECE = new RegExp(
  [
    '(?<c>//.*|/\\*[\\s\\S]*?(?:\\*/|$))',
    '(?<s>`(?:\\\\[\\s\\S]|[^`\\\\])*(?:`|$)|\'(?:\\\\.|[^\'\\\\\\n])*\'?|"(?:\\\\.|[^"\\\\\\n])*"?)',
    `(?<k>(?<![.\\w$])(?:${KEYWORDS})(?![\\w$])|=>)`,
    '(?<f>[A-Za-z_$][\\w$]*(?=\\())',
  ].join('|'),
  'g',
);

export function tokenLines(source: string): Token[][] {
  const lines: Token[][] = [[]];
  let end = 0;
  for (const match of source.matchAll(PIECE)) {
    append(lines, '', source.slice(end, match.index));
    const kind = (Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0] ??
      '') as Token['kind'];
    append(lines, kind, match[0]);
    end = match.index + match[0].length;
  }
  append(lines, '', source.slice(end));
  return lines;
}

function append(lines: Token[][], kind: Token['kind'], text: string): void {
  text.split('\n').forEach((piece, index) => {
    if (index > 0) lines.push([]);
    if (piece !== '') lines.at(-1)?.push({ kind, text: piece });
  });
}
