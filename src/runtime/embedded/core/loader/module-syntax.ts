/** What a module imports, exports and awaits, read from its syntax tree. */
import type { Program } from 'acorn';
import { forEachChild, isFunction, type AnyNode } from './tree.ts';
import { patternNames } from './scope.ts';

/** `imported` is `*` for the namespace. */
export interface ImportedBinding {
  specifier: string;
  imported: string;
  local: string;
  /** Offset in the source. */
  at: number;
}

export type ExportedBinding =
  | { kind: 'local'; exported: string; local: string }
  | { kind: 'indirect'; exported: string; specifier: string; imported: string; at: number }
  | { kind: 'star'; specifier: string };

export interface ModuleSyntax {
  program: Program;
  /** Specifiers in the order in which their modules are evaluated. */
  requests: string[];
  imports: ImportedBinding[];
  exports: ExportedBinding[];
  hasTopLevelAwait: boolean;
  /** True for `export default function () {}`. */
  hasAnonymousDefault: boolean;
  /** Names to which something is assigned somewhere; what else is exported never changes. */
  assigned: Set<string>;
}

/** The name under which a default export without a name is kept. */
export const DEFAULT_LOCAL = '__default';

const nameOf = (node: unknown): string => {
  const { name, value } = node as { name?: string; value?: string };
  return name ?? value!;
};

function readImport(node: AnyNode, specifier: string, imports: ImportedBinding[]): void {
  for (const part of node['specifiers'] as AnyNode[]) {
    const local = nameOf(part['local']);
    const at = part.start;
    if (part.type === 'ImportNamespaceSpecifier') imports.push({ specifier, imported: '*', local, at });
    else if (part.type === 'ImportDefaultSpecifier')
      imports.push({ specifier, imported: 'default', local, at });
    else imports.push({ specifier, imported: nameOf(part['imported']), local, at });
  }
}

function declaredNames(declaration: AnyNode): string[] {
  if (declaration.type !== 'VariableDeclaration') return [nameOf(declaration['id'])];
  return (declaration['declarations'] as { id: AnyNode }[]).flatMap(({ id }) => patternNames(id));
}

function readNamedExport(node: AnyNode, exports: ExportedBinding[]): void {
  const declaration = node['declaration'] as AnyNode | null;
  if (declaration)
    for (const name of declaredNames(declaration))
      exports.push({ kind: 'local', exported: name, local: name });
  const source = node['source'] as { value: string } | null;
  for (const part of node['specifiers'] as AnyNode[]) {
    const [exported, local] = [nameOf(part['exported']), nameOf(part['local'])];
    if (source)
      exports.push({ kind: 'indirect', exported, specifier: source.value, imported: local, at: part.start });
    else exports.push({ kind: 'local', exported, local });
  }
}

function readExport(node: AnyNode, exports: ExportedBinding[]): void {
  if (node.type === 'ExportNamedDeclaration') readNamedExport(node, exports);
  if (node.type === 'ExportDefaultDeclaration') {
    const declaration = node['declaration'] as AnyNode;
    const id = declaration.type.endsWith('Declaration') ? declaration['id'] : null;
    exports.push({ kind: 'local', exported: 'default', local: id ? nameOf(id) : DEFAULT_LOCAL });
  }
  if (node.type === 'ExportAllDeclaration') {
    const specifier = nameOf(node['source']);
    if (!node['exported']) exports.push({ kind: 'star', specifier });
    else
      exports.push({
        kind: 'indirect',
        exported: nameOf(node['exported']),
        specifier,
        imported: '*',
        at: node.start,
      });
  }
}

/** True if `node` awaits in its own function. */
export function awaits(node: AnyNode): boolean {
  if (isFunction(node)) return false;
  if (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node['await'] === true))
    return true;
  if (node.type === 'VariableDeclaration' && node['kind'] === 'await using') return true;
  let found = false;
  forEachChild(node, (child) => {
    found ||= awaits(child);
  });
  return found;
}

function collectAssigned(node: AnyNode, names: Set<string>): void {
  const isLoop = node.type === 'ForInStatement' || node.type === 'ForOfStatement';
  const target = node.type === 'UpdateExpression' ? 'argument' : 'left';
  if (node.type === 'AssignmentExpression' || node.type === 'UpdateExpression' || isLoop) {
    const pattern = node[target] as AnyNode;
    if (pattern.type !== 'VariableDeclaration') for (const name of patternNames(pattern)) names.add(name);
  }
  // A declaration without a value, or a `var` in a loop, may be given one later.
  if (node.type === 'VariableDeclarator' && !node['init'])
    for (const name of patternNames(node['id'] as AnyNode)) names.add(name);
  forEachChild(node, (child) => collectAssigned(child, names));
}

function isAnonymousDefault(node: Program['body'][number]): boolean {
  return (
    node.type === 'ExportDefaultDeclaration' &&
    node.declaration.type === 'FunctionDeclaration' &&
    !node.declaration.id
  );
}

export function readModuleSyntax(program: Program): ModuleSyntax {
  const requests = new Set<string>();
  const imports: ImportedBinding[] = [];
  const exports: ExportedBinding[] = [];
  for (const node of program.body as unknown as AnyNode[]) {
    const source = node['source'] as { value: string } | null | undefined;
    if (source) requests.add(source.value);
    if (node.type === 'ImportDeclaration') readImport(node, source!.value, imports);
    else readExport(node, exports);
  }
  const assigned = new Set<string>();
  collectAssigned(program as unknown as AnyNode, assigned);
  return {
    program,
    requests: [...requests],
    imports,
    exports,
    hasAnonymousDefault: program.body.some(isAnonymousDefault),
    hasTopLevelAwait: awaits(program as unknown as AnyNode),
    assigned,
  };
}
