/**
 * What is to be ended when this process ends in the midst of a run, as at Ctrl+C: a program in a group of its own, which
 * no terminal tells of it, and its folder.
 */
const left = new Set<() => void>();

process.on('exit', () => {
  // What was begun last ends first: the program, then the folder in which it runs.
  for (const end of [...left].toReversed()) end();
});

/** Calls `end` at the exit of this process. @returns the way to say that it is not needed any more */
export function atExit(end: () => void): () => void {
  left.add(end);
  return () => void left.delete(end);
}
