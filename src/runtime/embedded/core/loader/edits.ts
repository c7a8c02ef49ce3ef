/** Edits to a source text that keep its lines, and the way back from a position in the result. */
export interface Edits {
  readonly source: string;
  /** Puts `text` at `at`. Insertions at the same place stand in the order in which they were made. */
  insert(at: number, text: string): void;
  /** Replaces a range; line breaks inside it are kept. */
  replace(start: number, end: number, text: string): void;
  apply(): EditedSource;
}

export interface EditedSource {
  code: string;
  /** Column (from 1) in the original for a column in the result, on the same line. */
  originalColumn(line: number, column: number): number;
}

interface Edit {
  start: number;
  end: number;
  text: string;
}

interface Shift {
  /** Column in the result from which `by` holds, and the column in the original that an inserted text stands for. */
  from: number;
  original: number;
}

const lineBreaks = (text: string): string => text.replace(/[^\n]/g, '');

export function createEdits(source: string): Edits {
  const edits: Edit[] = [];

  function apply(): EditedSource {
    // The sort is stable, so insertions at one place keep their order; a replacement comes behind them.
    edits.sort((a, b) => a.start - b.start || Number(a.end > a.start) - Number(b.end > b.start));
    const shifts = new Map<number, Shift[]>();
    let code = '';
    let at = 0;
    let line = 1;
    let lineStart = 0; // in code
    let originalLineStart = 0;

    function append(text: string): void {
      const breaks = text.split('\n').length - 1;
      code += text;
      if (breaks > 0) {
        line += breaks;
        lineStart = code.lastIndexOf('\n') + 1;
      }
    }
    function copy(end: number): void {
      const text = source.slice(at, end);
      append(text);
      const lastBreak = text.lastIndexOf('\n');
      if (lastBreak >= 0) originalLineStart = at + lastBreak + 1;
      at = end;
    }
    function note(original: number): void {
      const list = shifts.get(line) ?? [];
      list.push({ from: code.length - lineStart + 1, original: original - originalLineStart + 1 });
      shifts.set(line, list);
    }

    for (const edit of edits) {
      if (edit.start < at) continue;
      copy(edit.start);
      note(edit.start);
      const removed = source.slice(edit.start, edit.end);
      append(edit.text + lineBreaks(removed));
      at = edit.end;
      const lastBreak = removed.lastIndexOf('\n');
      if (lastBreak >= 0) originalLineStart = edit.start + lastBreak + 1;
      note(edit.end);
    }
    copy(source.length);
    return { code, originalColumn: (row, column) => locate(shifts.get(row), column) };
  }

  return {
    source,
    insert: (at, text) => void edits.push({ start: at, end: at, text }),
    replace: (start, end, text) => void edits.push({ start, end, text }),
    apply,
  };
}

function locate(shifts: Shift[] | undefined, column: number): number {
  let last: Shift | undefined;
  let next: Shift | undefined;
  for (const shift of shifts ?? []) {
    if (shift.from > column) {
      next = shift;
      break;
    }
    last = shift;
  }
  if (!last) return column;
  const original = last.original + column - last.from;
  // Inside an inserted text: its own length must not carry past what follows it.
  return next ? Math.min(original, next.original) : original;
}
