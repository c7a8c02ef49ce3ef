import { parse } from 'acorn';

/** `stdout`: one line the program prints (`// → text`). `stderr`: a line stderr must contain (`// ✗ text`). */
type OutputStream = 'stdout' | 'stderr';

/** One output comment of a code block. Offsets count UTF-16 units from the start of the block. */
export interface OutputMark {
  stream: OutputStream;
  text: string;
  start: number;
  end: number;
  /** Counts from 1 within the block. */
  line: number;
  /** True when the comment has its line to itself. */
  alone: boolean;
}

export type SourceType = 'module' | 'script' | 'commonjs';

interface LineComment {
  start: number;
  /** What follows the two slashes. */
  text: string;
}

const MARK = /^\s*([→✗])(?: (.*))?$/u;

/** The block's output comments from top to bottom. Arrows inside strings are not output comments. */
export function findOutputMarks(code: string, sourceType: SourceType): OutputMark[] {
  return lineComments(code, sourceType).flatMap(({ start, text }) => {
    const match = MARK.exec(text);
    if (!match) return [];
    const before = code.slice(0, start);
    const lineStart = before.lastIndexOf('\n') + 1;
    return {
      stream: match[1] === '→' ? 'stdout' : 'stderr',
      text: (match[2] ?? '').trimEnd(),
      start,
      end: start + 2 + text.length,
      line: before.split('\n').length,
      alone: code.slice(lineStart, start).trim() === '',
    } satisfies OutputMark;
  });
}

/** The block without its output comments, and without the empty lines that they leave behind. */
export function stripOutputMarks(code: string, marks: readonly OutputMark[]): string {
  const lines = code.split('\n');
  const lineStarts = lines.reduce<number[]>(
    (starts, line) => [...starts, (starts.at(-1) ?? 0) + line.length + 1],
    [0],
  );
  for (const mark of marks) {
    const column = mark.start - (lineStarts[mark.line - 1] as number);
    lines[mark.line - 1] = (lines[mark.line - 1] as string).slice(0, column).trimEnd();
  }
  const alone = new Set(marks.filter((mark) => mark.alone).map((mark) => mark.line - 1));
  return lines
    .filter((_, index) => !alone.has(index))
    .filter((line, index, kept) => line !== '' || (kept[index - 1] !== undefined && kept[index - 1] !== ''))
    .join('\n')
    .trimEnd();
}

function lineComments(code: string, sourceType: SourceType): LineComment[] {
  const comments: LineComment[] = [];
  try {
    parse(code, {
      ecmaVersion: 'latest',
      sourceType: sourceType === 'commonjs' ? 'script' : sourceType,
      allowReturnOutsideFunction: sourceType === 'commonjs',
      onComment: (block, text, start) => {
        if (!block) comments.push({ start, text });
      },
    });
    return comments;
  } catch {
    // A block may show a syntax error on purpose; then its lines are all there is to go by.
    return [...code.matchAll(/\/\/([^\n]*)/g)].map((match) => ({
      start: match.index,
      text: match[1] as string,
    }));
  }
}
