/** Finds the places where a module refers to given names of its top scope, past all that shadows them. */
import { forEachChild, isFunction, type AnyNode } from './tree.ts';

export interface Reference {
  node: AnyNode;
  name: string;
  /** How the reference stands: called directly, or as the short form `{ name }` of an object. */
  form: 'plain' | 'called' | 'shorthand';
}

type Pattern = AnyNode | null;

function collectPattern(pattern: Pattern, names: Set<string>): void {
  if (!pattern) return;
  switch (pattern.type) {
    case 'Identifier':
      names.add(pattern['name'] as string);
      return;
    case 'MemberExpression':
      return;
    case 'AssignmentPattern':
      return collectPattern(pattern['left'] as Pattern, names);
    case 'RestElement':
      return collectPattern(pattern['argument'] as Pattern, names);
    case 'Property':
      return collectPattern(pattern['value'] as Pattern, names);
    default:
      forEachChild(pattern, (child) => collectPattern(child, names));
  }
}

/** Names that a binding pattern declares. */
export function patternNames(pattern: AnyNode): string[] {
  const names = new Set<string>();
  collectPattern(pattern, names);
  return [...names];
}

function collectVars(node: AnyNode, names: Set<string>): void {
  if (node.type === 'VariableDeclaration' && node['kind'] === 'var')
    for (const { id } of node['declarations'] as { id: AnyNode }[]) collectPattern(id, names);
  if (!isFunction(node)) forEachChild(node, (child) => collectVars(child, names));
}

function collectLexical(statements: readonly AnyNode[], names: Set<string>): void {
  for (const statement of statements) {
    const node = (statement['declaration'] as AnyNode | null) ?? statement;
    if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration')
      collectPattern(node['id'] as Pattern, names);
    if (node.type === 'VariableDeclaration' && node['kind'] !== 'var')
      for (const { id } of node['declarations'] as { id: AnyNode }[]) collectPattern(id, names);
  }
}

/** Names declared by the scope that `node` opens, or null if it opens none. */
function declaredBy(node: AnyNode): Set<string> | null {
  const names = new Set<string>();
  if (isFunction(node)) {
    if (node.type === 'FunctionExpression') collectPattern(node['id'] as Pattern, names);
    if (node.type !== 'ArrowFunctionExpression') names.add('arguments');
    for (const parameter of node['params'] as AnyNode[]) collectPattern(parameter, names);
    collectVars(node['body'] as AnyNode, names);
    return names;
  }
  switch (node.type) {
    case 'BlockStatement':
    case 'StaticBlock':
      collectLexical(node['body'] as AnyNode[], names);
      return names;
    case 'SwitchStatement':
      for (const { consequent } of node['cases'] as { consequent: AnyNode[] }[])
        collectLexical(consequent, names);
      return names;
    case 'ForStatement':
      if (node['init']) collectLexical([node['init'] as AnyNode], names);
      return names;
    case 'ForInStatement':
    case 'ForOfStatement':
      collectLexical([node['left'] as AnyNode], names);
      return names;
    case 'CatchClause':
      collectPattern(node['param'] as Pattern, names);
      return names;
    case 'ClassExpression':
      collectPattern(node['id'] as Pattern, names);
      return names;
    default:
      return null;
  }
}

/** True where an identifier is a name and not a reference: a key, a label, a member after the dot. */
function isMereName(key: string, parent: AnyNode): boolean {
  if (key === 'label' || parent.type === 'ImportSpecifier' || parent.type === 'ExportSpecifier') return true;
  if (key === 'key') return parent['computed'] !== true && parent['shorthand'] !== true;
  return key === 'property' && parent.type === 'MemberExpression' && parent['computed'] !== true;
}

/** Every reference to one of `names` that no inner scope shadows, in source order. */
export function findReferences(program: AnyNode, names: ReadonlySet<string>): Reference[] {
  const found: Reference[] = [];
  const scopes: Set<string>[] = [];

  function reference(node: AnyNode, key: string, parent: AnyNode): void {
    const name = node['name'] as string;
    if (!names.has(name) || isMereName(key, parent) || scopes.some((scope) => scope.has(name))) return;
    if (parent.type === 'Property' && parent['shorthand'] === true) {
      // Key and value are the same node twice: one reference.
      if (key === 'value') found.push({ node, name, form: 'shorthand' });
      return;
    }
    const called = key === 'callee' && parent.type === 'CallExpression';
    const tagged = key === 'tag' && parent.type === 'TaggedTemplateExpression';
    found.push({ node, name, form: called || tagged ? 'called' : 'plain' });
  }

  function visit(node: AnyNode, key: string, parent: AnyNode): void {
    if (node.type === 'ImportDeclaration') return;
    if (node.type === 'Identifier') return reference(node, key, parent);
    const scope = declaredBy(node);
    if (scope) scopes.push(scope);
    forEachChild(node, (child, childKey) => visit(child, childKey, node));
    if (scope) scopes.pop();
  }

  forEachChild(program, (child, key) => visit(child, key, program));
  return found;
}
