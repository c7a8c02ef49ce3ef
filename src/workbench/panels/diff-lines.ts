/** Two texts compared line by line. Pure. */
import { diffArrays } from 'diff/lib/diff/array.js';

/** Line numbers from 1; null where the text has no such line. */
export interface DiffRow {
  kind: 'same' | 'removed' | 'added';
  before: number | null;
  after: number | null;
  text: string;
}

/** Rows that are left out because nothing changed there. */
export interface Fold {
  kind: 'fold';
  lines: number;
}

/** Beyond this many changed lines the texts count as two different ones: finding the shortest diff would take long. */
const MOST_EDITS = 3000;

export function diffLines(before: string, after: string): DiffRow[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const parts = diffArrays(a, b, { maxEditLength: MOST_EDITS }) ?? [
    { value: a, removed: true, added: false },
    { value: b, removed: false, added: true },
  ];
  const at = { before: 0, after: 0 };
  return parts.flatMap(({ value, removed, added }) =>
    value.map((text): DiffRow => {
      const kind = removed ? 'removed' : added ? 'added' : 'same';
      if (!added) at.before += 1;
      if (!removed) at.after += 1;
      return { kind, before: added ? null : at.before, after: removed ? null : at.after, text };
    }),
  );
}

export function countChanges(rows: readonly DiffRow[]): { added: number; removed: number } {
  const of = (kind: DiffRow['kind']) => rows.filter((row) => row.kind === kind).length;
  return { added: of('added'), removed: of('removed') };
}

/** Leaves `context` unchanged lines on each side of a change, and folds longer stretches between. */
export function foldSame(rows: readonly DiffRow[], context = 3): (DiffRow | Fold)[] {
  const near = rows.map((_, index) =>
    rows.slice(Math.max(0, index - context), index + context + 1).some(({ kind }) => kind !== 'same'),
  );
  const shown: (DiffRow | Fold)[] = [];
  rows.forEach((row, index) => {
    const last = shown.at(-1);
    if (near[index]) shown.push(row);
    else if (last?.kind === 'fold') last.lines += 1;
    else shown.push({ kind: 'fold', lines: 1 });
  });
  return shown;
}
