/** `yield*` in async generators, which one engine gets wrong: whether a program has it, and the program without. */
import { createEdits } from '#runtime/embedded/core/loader/edits.ts';
import { parseSource } from '#runtime/embedded/core/loader/parse.ts';
import { forEachChild, isFunction, type AnyNode } from '#runtime/embedded/core/loader/tree.ts';
import type { Program } from './outcome.ts';

interface Found {
  node: AnyNode;
  parent: AnyNode;
}

function delegations({ text, host }: Program): Found[] {
  const found: Found[] = [];
  function visit(node: AnyNode, parent: AnyNode, isAsync: boolean): void {
    if (isFunction(node)) isAsync = node['async'] === true;
    if (node.type === 'YieldExpression' && node['delegate'] === true && isAsync) found.push({ node, parent });
    forEachChild(node, (child) => visit(child, node, isAsync));
  }
  const kind = host === 'node-esm' ? 'module' : 'script';
  const tree = parseSource(text, kind, 'program') as unknown as AnyNode;
  visit(tree, tree, false);
  return found;
}

export const hasDelegation = (program: Program): boolean => delegations(program).length > 0;

/** The program with loops in their place; undefined where one is more than a statement. */
export function withoutDelegation(program: Program): Program | undefined {
  const edits = createEdits(program.text);
  for (const { node, parent } of delegations(program)) {
    if (parent.type !== 'ExpressionStatement') return undefined;
    const argument = node['argument'] as AnyNode;
    edits.replace(node.start, argument.start, 'for await (const each of ');
    edits.insert(node.end, ') yield each');
  }
  return { ...program, text: edits.apply().code };
}
