/**
 * Turns a module into a function. Its first part runs when the module is linked: it declares functions and hands
 * over getters for the exports. The rest runs when it is evaluated. Lines stay where they are.
 */
import type { EditedSource } from './edits.ts';
import { CONTEXT } from './context-marks.ts';
import { createEdits, type Edits } from './edits.ts';
import { DEFAULT_LOCAL, type ImportedBinding, type ModuleSyntax } from './module-syntax.ts';
import { forEachChild, type AnyNode } from './tree.ts';
import { findReferences } from './scope.ts';

/** An import, and whether its value can still change once this module is evaluated. */
export interface PlannedImport extends ImportedBinding {
  live: boolean;
}

export interface TransformedModule extends EditedSource {
  /** Characters before the first line of the source. */
  prefix: number;
  isAsync: boolean;
}

/** Parameters of the function, in order. */
const MODULE_PARAMETERS = ['__imports', '__exports', '__meta', '__import', CONTEXT] as const;

/** Marks that a later step puts into the text, and what it needs at the start of a module that awaits. */
export interface Instrument {
  mark(program: AnyNode, edits: Edits, kind: FileKind, url: string): void;
  asyncPrologue: string;
  /** What the marks call. */
  [CONTEXT]: object;
}

export interface FileKind {
  isModule: boolean;
  /** True for a module that awaits at its top level. */
  isAsync: boolean;
}

function editModuleNode(node: AnyNode, source: string, edits: Edits): void {
  const declaration = node['declaration'] as AnyNode | null | undefined;
  if (node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration' || !declaration)
    return edits.replace(node.start, node.end, ';');
  if (node.type === 'ExportNamedDeclaration') return edits.replace(node.start, declaration.start, '');
  const isDeclaration = /^(?:Function|Class)Declaration$/.test(declaration.type);
  if (isDeclaration && declaration['id']) return edits.replace(node.start, declaration.start, '');
  if (declaration.type === 'FunctionDeclaration') {
    // Hoisted like any function declaration; only its name for the program is `default`.
    edits.replace(node.start, declaration.start, '');
    const parenthesis =
      (declaration['params'] as AnyNode[])[0]?.start ?? (declaration['body'] as AnyNode).start;
    const slot = declaration.start + source.slice(declaration.start, parenthesis).lastIndexOf('(');
    return edits.insert(slot, ` ${DEFAULT_LOCAL}`);
  }
  // As a property's value, an anonymous function or class gets the property's name: `default`.
  edits.replace(node.start, declaration.start, `const ${DEFAULT_LOCAL}={default:(`);
  edits.insert(declaration.end, ')}.default;');
}

function editImports(program: AnyNode, imports: readonly PlannedImport[], edits: Edits): void {
  const live = new Map(imports.filter((one) => one.live).map((one) => [one.local, importExpression(one)]));
  if (live.size === 0) return;
  for (const { node, name, form } of findReferences(program, new Set(live.keys()))) {
    const value = live.get(name)!;
    if (form === 'shorthand') edits.insert(node.end, `:${value}`);
    // `(0, f)()` calls without a receiver, as a call of an imported function does.
    else edits.replace(node.start, node.end, form === 'called' ? `(0,${value})` : value);
  }
}

function editMeta(node: AnyNode, edits: Edits): void {
  if (node.type === 'MetaProperty' && (node['meta'] as AnyNode)['name'] === 'import')
    edits.replace(node.start, node.end, '__meta');
  if (node.type === 'ImportExpression') edits.replace(node.start, node.start + 'import'.length, '__import');
  forEachChild(node, (child) => editMeta(child, edits));
}

const importExpression = ({ specifier, imported }: ImportedBinding): string =>
  `__imports[${JSON.stringify(specifier)}][${JSON.stringify(imported)}]`;

export function transformModule(
  source: string,
  syntax: ModuleSyntax,
  imports: readonly PlannedImport[],
  url: string,
  instrument?: Instrument,
): TransformedModule {
  const edits = createEdits(source);
  const program = syntax.program as unknown as AnyNode;
  if (source.startsWith('#!')) edits.replace(0, source.search(/\n|$/), '');
  for (const node of program['body'] as AnyNode[])
    if (/^(?:Import|Export)/.test(node.type)) editModuleNode(node, source, edits);
  editImports(program, imports, edits);
  editMeta(program, edits);
  instrument?.mark(program, edits, { isModule: true, isAsync: syntax.hasTopLevelAwait }, url);
  const edited = edits.apply();
  const getters = syntax.exports.flatMap((one) =>
    one.kind === 'local' && !imports.some(({ local }) => local === one.local)
      ? [`${JSON.stringify(one.exported)}:()=>${one.local}`]
      : [],
  );
  const constants = imports.filter((one) => !one.live).map((one) => `${one.local}=${importExpression(one)}`);
  const isAsync = syntax.hasTopLevelAwait;
  // Its name for the program is `default`; as a declaration it needs another.
  const named = syntax.hasAnonymousDefault ? `,${DEFAULT_LOCAL}` : '';
  const prefix =
    `(${isAsync ? 'async function' : 'function*'}(${MODULE_PARAMETERS.join()}){"use strict";` +
    `__exports({${getters.join()}}${named});${isAsync ? (instrument?.asyncPrologue ?? '') : 'yield;'}` +
    (constants.length > 0 ? `const ${constants.join()};` : '');
  return { ...edited, code: `${prefix}${edited.code}\n})`, prefix: prefix.length, isAsync };
}
