/** Walking a syntax tree. */
import type { Node } from 'acorn';

export type AnyNode = Node & Record<string, unknown>;

/** Calls `visit` for every child node, in source order. */
export function forEachChild(node: AnyNode, visit: (child: AnyNode, key: string) => void): void {
  for (const key of Object.keys(node)) {
    const value = node[key];
    if (Array.isArray(value)) {
      for (const item of value as (AnyNode | null)[]) if (typeof item?.type === 'string') visit(item, key);
    } else if (typeof (value as AnyNode | null)?.type === 'string') visit(value as AnyNode, key);
  }
}

export const isFunction = (node: AnyNode): boolean =>
  node.type === 'FunctionDeclaration' ||
  node.type === 'FunctionExpression' ||
  node.type === 'ArrowFunctionExpression';
