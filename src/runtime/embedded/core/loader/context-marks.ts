/**
 * Marks that carry the asynchronous context (AsyncLocalStorage) over `await`, which V8 does inside Node and a browser
 * does not. What is awaited passes through untouched, so that no promise job is added.
 */
import type { Edits } from './edits.ts';
import { forEachChild, isFunction, type AnyNode } from './tree.ts';
import { awaits } from './module-syntax.ts';

/** Name of the object that the marks call; see context-frames.ts. */
export const CONTEXT = '__context';
/** The constant in which a function keeps its frame. */
export const FRAME = '__frame';
/** Opens a function's frame; what follows must stand in the same function. */
export const OPEN_FRAME = `const ${FRAME}=${CONTEXT}.enter();`;
const RESTORE = `${CONTEXT}.restore(${FRAME});`;

function afterDirectives(body: AnyNode): number {
  let at = body.start + 1;
  for (const statement of body['body'] as AnyNode[])
    if (typeof statement['directive'] === 'string') at = statement.end;
  return at;
}

function markFunction(node: AnyNode, edits: Edits): void {
  const body = node['body'] as AnyNode;
  const isMarked = node['async'] === true && awaits(body);
  for (const parameter of node['params'] as AnyNode[]) mark(parameter, node, edits, false);
  if (!isMarked) return mark(body, node, edits, false);
  if (body.type === 'BlockStatement') {
    edits.insert(afterDirectives(body), `;${OPEN_FRAME}`);
    return mark(body, node, edits, true);
  }
  // An arrow function without braces; the parentheses of its expression are not part of the node.
  const arrow = edits.source.slice(0, body.start).lastIndexOf('=>') + 2;
  edits.insert(arrow, `{${OPEN_FRAME}return(`);
  mark(body, node, edits, true);
  edits.insert(node.end, ')}');
}

function markAwait(node: AnyNode, edits: Edits): void {
  const argument = node['argument'] as AnyNode;
  edits.insert(node.start, `${CONTEXT}.resume(${FRAME},`);
  edits.insert(argument.start, `${CONTEXT}.suspend(${FRAME},(`);
  mark(argument, node, edits, true);
  edits.insert(argument.end, '))');
  edits.insert(node.end, ')');
}

/** `isInside`: the code at hand belongs to a function (or module) that has a frame. */
function mark(node: AnyNode, parent: AnyNode, edits: Edits, isInside: boolean): void {
  if (isFunction(node)) return markFunction(node, edits);
  if (node.type === 'AwaitExpression' && isInside) return markAwait(node, edits);
  const block = node['body'] as AnyNode | undefined;
  const isLoop = node.type === 'ForOfStatement' && node['await'] === true;
  // A rejected promise resumes the function at its `catch` or `finally`.
  if (isInside && (node.type === 'CatchClause' || isLoop) && block?.type === 'BlockStatement')
    edits.insert(block.start + 1, RESTORE);
  const finalizer = node['finalizer'] as AnyNode | null | undefined;
  if (isInside && finalizer) edits.insert(finalizer.start + 1, RESTORE);
  if (isInside && isLoop) edits.insert((node['right'] as AnyNode).start, `${CONTEXT}.suspend(${FRAME},`);
  forEachChild(node, (child, key) => {
    mark(child, node, edits, isInside);
    if (isInside && isLoop && key === 'right') edits.insert(child.end, ')');
  });
  const isStatement = parent.type === 'BlockStatement' || parent.type === 'Program';
  if (isInside && isLoop && isStatement) edits.insert(node.end, `;${RESTORE}`);
}

/** Marks a whole file. `hasFrame`: its own top level has opened a frame, because it awaits. */
export function markContext(program: AnyNode, edits: Edits, hasFrame: boolean): void {
  forEachChild(program, (child) => mark(child, program, edits, hasFrame));
}
