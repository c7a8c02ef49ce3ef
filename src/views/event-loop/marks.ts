/** The lines that queued a callback: what they queued, and the jobs that ran it. Pure. */
import { eachInPortions } from '../portions.ts';
import type { Entry, LoopIndex } from './loop-index.ts';

export type LineMarks = ReadonlyMap<number, readonly Entry[]>;
export type FileMarks = ReadonlyMap<string, LineMarks>;

/** File → line → what was queued there, in order. The program itself and what the host queued for itself are left out. */
export function* lineMarks(index: LoopIndex): Generator<void, FileMarks> {
  const files = new Map<string, Map<number, Entry[]>>();
  yield* eachInPortions([...index.entries.values()], (entry) => {
    if (entry.by === null || entry.isHost || entry.queue === 'main') return;
    const lines = files.get(entry.by.file) ?? new Map<number, Entry[]>();
    files.set(entry.by.file, lines);
    const marks = lines.get(entry.by.line) ?? [];
    lines.set(entry.by.line, marks);
    marks.push(entry);
  });
  return files;
}

/** Of several entries of a line the one that a reader at this event means: the next to run, else the last that did. */
export function nearestRun(entries: readonly Entry[], event: number): Entry | null {
  const next = entries.find(({ job, leftAt }) => job !== null && leftAt > event);
  return next ?? entries.findLast(({ job }) => job !== null) ?? null;
}
