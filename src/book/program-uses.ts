/** What a program takes from elsewhere, read from its code. */
import { parse, type AnyNode, type Program } from 'acorn';

/** A module, or one name of it. A global is a name of the module `global`. */
export interface Use {
  module: string;
  name?: string;
}

/**
 * Everything that a program takes from elsewhere, in no particular order. What it computes (`import(name)`) is not
 * seen; of a program that is no valid JavaScript, nothing is.
 */
export function usesOf(code: string): Use[] {
  const uses: Use[] = [];
  // Globals that are modules.
  const bound = new Map(['crypto', 'process'].map((name) => [name, name]));
  const nodes = [...nodesOf(parsed(code))];
  const found: Found = (module, names, whole) => {
    uses.push({ module }, ...names.map((name) => ({ module, name })));
    for (const local of whole) bound.set(local, module);
  };
  for (const { node } of nodes) readSource(node, found);
  const declared = new Set(nodes.flatMap(({ node }) => declaredBy(node)));
  for (const { node, isKey } of nodes) {
    if (node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier') {
      const module = moduleOf(node.object, bound);
      if (module !== undefined) uses.push({ module, name: node.property.name });
    } else if (node.type === 'Identifier' && !isKey && !declared.has(node.name)) {
      uses.push({ module: 'global', name: node.name });
    }
  }
  return uses;
}

function parsed(code: string): Program | null {
  const options = { ecmaVersion: 'latest', allowReturnOutsideFunction: true } as const;
  for (const sourceType of ['module', 'script'] as const) {
    try {
      return parse(code, { ...options, sourceType });
    } catch {
      // The other kind may do; a block may show a syntax error on purpose.
    }
  }
  return null;
}

/** `isKey`: an identifier that only names a member or a property. */
function* nodesOf(node: AnyNode | null, isKey = false): Generator<{ node: AnyNode; isKey: boolean }> {
  if (node === null) return;
  yield { node, isKey };
  for (const [key, value] of Object.entries(node)) {
    const names = (key === 'property' || key === 'key') && !(node as { computed?: boolean }).computed;
    for (const child of [value].flat() as unknown[]) {
      if (isNode(child)) yield* nodesOf(child, names);
    }
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && typeof (value as AnyNode).type === 'string';
}

type Found = (module: string, names: readonly string[], whole: readonly string[]) => void;

/** Reports the module that a node imports or requires, with the names taken and the names of the whole module. */
function readSource(node: AnyNode, found: Found): void {
  if (node.type === 'ImportDeclaration') {
    const [names, whole]: [string[], string[]] = [[], []];
    for (const specifier of node.specifiers) {
      if (specifier.type !== 'ImportSpecifier') whole.push(specifier.local.name);
      else if (specifier.imported.type === 'Identifier') names.push(specifier.imported.name);
    }
    found(String(node.source.value), names, whole);
  } else if (node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') {
    if (node.source) found(String(node.source.value), [], []);
  } else if (node.type === 'VariableDeclarator' && node.init) {
    const module = requiredBy(node.init);
    if (module === undefined) return;
    if (node.id.type === 'Identifier') found(module, [], [node.id.name]);
    else if (node.id.type === 'ObjectPattern') {
      const keys = node.id.properties.map((property) => (property.type === 'Property' ? property.key : null));
      found(
        module,
        keys.flatMap((key) => (key?.type === 'Identifier' ? [key.name] : [])),
        [],
      );
    }
  } else {
    const module = requiredBy(node);
    if (module !== undefined) found(module, [], []);
  }
}

/** The module of `require('x')`, `import('x')` and `await import('x')`. */
function requiredBy(node: AnyNode): string | undefined {
  if (node.type === 'AwaitExpression') return requiredBy(node.argument);
  const isRequire =
    node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require';
  const source = node.type === 'ImportExpression' ? node.source : isRequire ? node.arguments[0] : undefined;
  return source?.type === 'Literal' && typeof source.value === 'string' ? source.value : undefined;
}

function moduleOf(object: AnyNode, bound: ReadonlyMap<string, string>): string | undefined {
  return object.type === 'Identifier' ? bound.get(object.name) : requiredBy(object);
}

/** Names that a node declares; scopes are not told apart. */
function declaredBy(node: AnyNode): string[] {
  switch (node.type) {
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
      return [node.local.name];
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return [...namesIn(node.id ?? null), ...node.params.flatMap((param) => namesIn(param))];
    case 'ClassDeclaration':
    case 'ClassExpression':
    case 'VariableDeclarator':
      return namesIn(node.id ?? null);
    default:
      return [];
  }
}

function namesIn(pattern: AnyNode | null): string[] {
  switch (pattern?.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === 'Property' ? property.value : property.argument),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => namesIn(element));
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    default:
      return [];
  }
}
