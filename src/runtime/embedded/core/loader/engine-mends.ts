/** Edits to a program's text that make up for faults of the engine, for Node's sake: a page keeps its engine's. */
import { listed } from '../async-from-sync.ts';
import type { EngineFaults } from '../engine-faults.ts';
import { CONTEXT } from './context-marks.ts';
import type { Edits } from './edits.ts';
import type { Instrument } from './esm-transform.ts';
import { forEachChild, isFunction, type AnyNode } from './tree.ts';

/** What marks the program's files: the mends around what `inner` marks, if the engine needs any. */
export function mendingInstrument(
  inner: Instrument | undefined,
  faults: EngineFaults,
): Instrument | undefined {
  if (!faults.returnsUnawaited && !faults.losesRejections) return inner;
  return {
    asyncPrologue: inner?.asyncPrologue ?? '',
    [CONTEXT]: { ...inner?.[CONTEXT], listed },
    mark(program, edits, kind, url) {
      const finish = mendProgram(program, edits, faults);
      inner?.mark(program, edits, kind, url);
      finish();
    },
  };
}

/** Edits one file. The function that it returns ends the edits, so that others at the same places are inside them. */
function mendProgram(program: AnyNode, edits: Edits, faults: EngineFaults): () => void {
  const ends: [at: number, text: string][] = [];

  function wrap(node: AnyNode, before: string, after: string): void {
    edits.insert(node.start, before);
    ends.push([node.end, after]);
  }

  function visit(node: AnyNode, inAsyncGenerator: boolean): void {
    if (isFunction(node)) inAsyncGenerator = node['async'] === true && node['generator'] === true;
    const argument = node['argument'] as AnyNode | null | undefined;
    const isReturn = node.type === 'ReturnStatement' && inAsyncGenerator;
    // What stands in an array is not called last.
    if (isReturn && argument && faults.returnsUnawaited) wrap(argument, '[(', ')][0]');
    const isWaiting = node.type === 'ForOfStatement' && node['await'] === true;
    if (isWaiting && faults.losesRejections) wrap(node['right'] as AnyNode, `${CONTEXT}.listed(`, ')');
    forEachChild(node, (child) => visit(child, inAsyncGenerator));
  }

  visit(program, false);
  return () => {
    for (const [at, text] of ends) edits.insert(at, text);
  };
}
