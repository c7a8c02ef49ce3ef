/**
 * A program's output, kept within bounds: the first lines, the last lines, and how many lie between. A flood
 * costs the page a fixed number of nodes.
 */
export type Stream = 'stdout' | 'stderr';

/** Consecutive lines of one stream, joined by newlines. `key` stays the same while a block grows. */
export interface OutputBlock {
  key: number;
  stream: Stream;
  text: string;
}

export interface OutputView {
  head: readonly OutputBlock[];
  /** Lines left out between head and tail. */
  hidden: number;
  tail: readonly OutputBlock[];
  /** All lines written. */
  lines: number;
}

export interface OutputBounds {
  headLines: number;
  tailLines: number;
  lineChars: number;
}

export interface Output {
  write(stream: Stream, text: string): void;
  view(): OutputView;
  clear(): void;
}

interface Line {
  stream: Stream;
  text: string;
}

const OUTPUT_BOUNDS: OutputBounds = { headLines: 1000, tailLines: 1000, lineChars: 10_000 };
export const EMPTY_OUTPUT: OutputView = { head: [], hidden: 0, tail: [], lines: 0 };

const BLOCK_LINES = 200;

export function createOutput(bounds: OutputBounds = OUTPUT_BOUNDS): Output {
  let head: Line[] = [];
  let tail: Line[] = [];
  let lines = 0;
  // The last line, while it may still grow: no newline has ended it.
  let open: Line | null = null;

  function push(line: Line) {
    lines += 1;
    if (head.length < bounds.headLines) {
      head.push(line);
      return;
    }
    tail.push(line);
    if (tail.length > 2 * bounds.tailLines) tail = tail.slice(-bounds.tailLines);
  }

  return {
    write(stream, text) {
      const pieces = text.split('\n');
      pieces.forEach((piece, index) => {
        const isLast = index === pieces.length - 1;
        if (index === 0 && open?.stream === stream) open.text += piece;
        else if (!isLast || piece !== '') push((open = { stream, text: piece }));
        if (!isLast) open = null;
      });
    },
    view() {
      const shown = tail.slice(-bounds.tailLines);
      const hidden = lines - head.length - shown.length;
      return {
        head: toBlocks(head, 0, bounds.lineChars),
        hidden,
        tail: toBlocks(shown, head.length + hidden, bounds.lineChars),
        lines,
      };
    },
    clear() {
      head = [];
      tail = [];
      lines = 0;
      open = null;
    },
  };
}

function toBlocks(lines: readonly Line[], from: number, lineChars: number): OutputBlock[] {
  const blocks: OutputBlock[] = [];
  let start = 0;
  for (let end = 1; end <= lines.length; end += 1) {
    const first = lines[start];
    if (first === undefined) break;
    if (end < lines.length && lines[end]?.stream === first.stream && end - start < BLOCK_LINES) continue;
    const text = lines.slice(start, end).map((line) => clip(line.text, lineChars));
    blocks.push({ key: from + start, stream: first.stream, text: text.join('\n') });
    start = end;
  }
  return blocks;
}

function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit)} … (${(text.length - limit).toLocaleString('en')} more characters)`;
}
