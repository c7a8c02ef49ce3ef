/** What the marks need to know of a function: its name, its kind, its parameters, where its arrow ends. */
import { forEachChild, isFunction, type AnyNode } from '../loader/tree.ts';
import { patternNames } from '../loader/scope.ts';
import type { FrameKind } from './recorded.ts';

const LONGEST_NAME = 40;

export function frameKindOf(node: AnyNode): FrameKind {
  if (node['generator'] === true) return node['async'] === true ? 'async-generator' : 'generator';
  if (node['async'] === true) return 'async';
  return node.type === 'ArrowFunctionExpression' ? 'arrow' : 'function';
}

/** The function's own name, else that of the variable or property it is given to, else of the call it is passed to. */
export function nameOf(node: AnyNode, parent: AnyNode, source: string): string {
  const id = node['id'] as AnyNode | null | undefined;
  const text = (part: unknown): string =>
    source
      .slice((part as AnyNode).start, (part as AnyNode).end)
      .replace(/\s+/g, '')
      .slice(-LONGEST_NAME);
  if (id) return id['name'] as string;
  switch (parent.type) {
    case 'VariableDeclarator':
      return text(parent['id']);
    case 'AssignmentExpression':
    case 'AssignmentPattern':
      return text(parent['left']);
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return text(parent['key']);
    case 'CallExpression':
    case 'NewExpression':
      return `(callback of ${text(parent['callee'])})`;
    default:
      return '(anonymous)';
  }
}

/** Names by which the arguments can be read: those of plain parameters, up to the first that is none. */
export function argumentNames(node: AnyNode): string[] {
  const names: string[] = [];
  for (const parameter of node['params'] as AnyNode[]) {
    const plain = parameter.type === 'AssignmentPattern' ? (parameter['left'] as AnyNode) : parameter;
    if (plain.type === 'RestElement') {
      const rest = plain['argument'] as AnyNode;
      if (rest.type === 'Identifier') names.push(`...${rest['name'] as string}`);
      break;
    }
    if (plain.type !== 'Identifier') break;
    names.push(plain['name'] as string);
  }
  return names;
}

/** Where the body of an arrow function may be opened: right behind `=>`, wherever comments stand. */
export function arrowEnd(node: AnyNode, source: string): number {
  const parameters = node['params'] as AnyNode[];
  let at = parameters.at(-1)?.end ?? node.start;
  for (;;) {
    if (source.startsWith('/*', at)) at = source.indexOf('*/', at) + 2;
    else if (source.startsWith('//', at)) at = source.indexOf('\n', at);
    else if (source.startsWith('=>', at)) return at + 2;
    else at++;
  }
}

/**
 * True if the body's function declarations would mean something else in a block, where the marks would put them: a
 * name that is declared twice, or that a variable or a parameter has too.
 */
export function hidesNames(node: AnyNode): boolean {
  const body = node['body'] as AnyNode;
  if (body.type !== 'BlockStatement') return false;
  const declared = (body['body'] as AnyNode[])
    .filter((statement) => statement.type === 'FunctionDeclaration')
    .map((statement) => (statement['id'] as AnyNode)['name'] as string);
  if (declared.length === 0) return false;
  const names = new Set(declared);
  if (names.size < declared.length || names.has('arguments')) return true;
  for (const parameter of node['params'] as AnyNode[])
    if (patternNames(parameter).some((name) => names.has(name))) return true;
  return declaresVar(body, names);
}

function declaresVar(node: AnyNode, names: ReadonlySet<string>): boolean {
  if (isFunction(node)) return false;
  if (node.type === 'VariableDeclaration' && node['kind'] === 'var') {
    const own = (node['declarations'] as { id: AnyNode }[]).flatMap(({ id }) => patternNames(id));
    if (own.some((name) => names.has(name))) return true;
  }
  let found = false;
  forEachChild(node, (child) => {
    found ||= declaresVar(child, names);
  });
  return found;
}

/** The first `yield*` of an async generator in the text; undefined if there is none. */
export function findDelegation(node: AnyNode, isAsync = false): AnyNode | undefined {
  if (isFunction(node)) isAsync = node['async'] === true;
  if (node.type === 'YieldExpression' && node['delegate'] === true && isAsync) return node;
  let found: AnyNode | undefined;
  forEachChild(node, (child) => {
    found ??= findDelegation(child, isAsync);
  });
  return found;
}

/** Where a function's own text begins, as `toString` shows it: a method's with its name, without `static`. */
export function textStart(node: AnyNode, parent: AnyNode, source: string): number {
  const isMethod =
    parent.type === 'MethodDefinition' ||
    (parent.type === 'Property' && (parent['method'] === true || parent['kind'] !== 'init'));
  if (!isMethod || parent['value'] !== node) return node.start;
  const isStatic = parent['static'] === true;
  return (
    parent.start +
    (isStatic ? /^static\s*/.exec(source.slice(parent.start, parent.start + 40))![0].length : 0)
  );
}
