/** Finds the smallest program that still shows a difference, by taking statements away. */
import type { Block, GeneratedProgram, Statement } from './generate/tree.ts';

/** Blocks that are one step smaller: without a run of statements, or with what was inside a statement in its place. */
function* smallerBlocks({ statements }: Block): Generator<Block> {
  const { length } = statements;
  for (let size = length; size >= 1; size = size >> 1)
    for (let at = 0; at + size <= length; at += size)
      yield {
        statements: [...statements.slice(0, at), ...statements.slice(at + size)],
      };
  for (const [at, one] of statements.entries())
    for (const smaller of smallerStatements(one))
      yield {
        statements: [...statements.slice(0, at), ...smaller, ...statements.slice(at + 1)],
      };
}

function* smallerStatements({ parts }: Statement): Generator<readonly Statement[]> {
  for (const part of parts) if (typeof part !== 'string' && part.statements.length > 0) yield part.statements;
  for (const [at, part] of parts.entries()) {
    if (typeof part === 'string') continue;
    for (const block of smallerBlocks(part))
      yield [{ parts: [...parts.slice(0, at), block, ...parts.slice(at + 1)] }];
  }
}

/**
 * Tries smaller programs as long as `differs` holds for one; at most `tries` of them.
 * @returns the smallest found, which is `program` itself if none differs
 */
export async function shrink(
  program: GeneratedProgram,
  differs: (candidate: GeneratedProgram) => Promise<boolean>,
  tries = 300,
): Promise<GeneratedProgram> {
  let smallest = program;
  let left = tries;
  for (let found = true; found && left > 0;) {
    found = false;
    for (const body of smallerBlocks(smallest.body)) {
      if (left-- <= 0) break;
      const candidate = { ...smallest, body };
      if (!(await differs(candidate))) continue;
      smallest = candidate;
      found = true;
      break;
    }
  }
  return smallest;
}
