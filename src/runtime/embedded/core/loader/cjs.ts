/** CommonJS: `require`, `module` and the wrapper around every file. */
import { CONTEXT } from './context-marks.ts';
import { createEdits } from './edits.ts';
import { parseSource } from './parse.ts';
import { forEachChild, type AnyNode } from './tree.ts';
import type { Loader } from './loader.ts';
import type { Untyped } from '../untyped.ts';

export interface CommonJs {
  /** Loads and runs the file; returns its exports. */
  load(path: string, parent: CommonJsModule | null): unknown;
  createRequire(from: string, parent?: CommonJsModule): NodeJS.Require;
  /** Names that the file's text assigns to its exports, as Node finds them for `import`. */
  exportNames(path: string): string[];
}

export interface CommonJsModule {
  id: string;
  path: string;
  exports: Untyped;
  filename: string;
  loaded: boolean;
  children: CommonJsModule[];
  paths: string[];
  parent?: CommonJsModule | null;
  require(specifier: string): unknown;
}

/** Constructor of module records, so that util.inspect names them as Node does. */
function Module(this: CommonJsModule, id: string, path: string): void {
  Object.assign(this, { id, path, exports: {}, filename: null, loaded: false, children: [], paths: [] });
}

/** `import(…)` becomes a call of `__import`. */
export function editDynamicImports(node: AnyNode, edits: ReturnType<typeof createEdits>): void {
  if (node.type === 'ImportExpression') edits.replace(node.start, node.start + 'import'.length, '__import');
  forEachChild(node, (child) => editDynamicImports(child, edits));
}

/** What only our own edits of the text use is handed to a function around Node’s, whose `arguments` are five. */
const WRAPPER =
  '(function (__import, __context) { return function (exports, require, module, __filename, __dirname) { ';

export function createCommonJs(loader: Loader): CommonJs {
  const { files, builtins, path, stacks, evaluate } = loader;
  const cache: Record<string, CommonJsModule> = Object.create(null) as Record<string, CommonJsModule>;
  let main: CommonJsModule | undefined;

  function compile(file: string): (this: unknown, ...parts: unknown[]) => void {
    const source = files.read(file);
    loader.sources.set(file, source);
    const program = parseSource(source, 'script', file) as unknown as AnyNode;
    const edits = createEdits(source);
    if (source.startsWith('#!')) edits.replace(0, source.search(/\n|$/), '');
    editDynamicImports(program, edits);
    loader.instrument?.mark(program, edits, { isModule: false, isAsync: false }, file);
    const edited = edits.apply();
    stacks.addSource(file, { prefix: WRAPPER.length, originalColumn: edited.originalColumn });
    const wrapper = evaluate(`${WRAPPER}${edited.code}\n}})`, file) as (
      ...own: unknown[]
    ) => (...parts: unknown[]) => void;
    return wrapper(loader.dynamicImport(file), loader.instrument?.[CONTEXT]);
  }

  function createModule(file: string, parent: CommonJsModule | null): CommonJsModule {
    const Constructor = Module as unknown as new (id: string, path: string) => CommonJsModule;
    const module = new Constructor(parent ? file : '.', path.dirname(file) as string);
    module.filename = file;
    if (!parent) main ??= module;
    Object.defineProperty(module, 'require', { value: createRequire(file, module), enumerable: false });
    Object.defineProperty(module, 'parent', { value: parent, enumerable: false });
    parent?.children.push(module);
    return module;
  }

  function load(file: string, parent: CommonJsModule | null): unknown {
    const known = cache[file];
    if (known) return known.exports;
    const format = files.formatOf(file);
    if (format === 'module') return loader.requireModule(file);
    const module = createModule(file, parent);
    cache[file] = module;
    try {
      if (format === 'json') module.exports = parseJson(file);
      else {
        const { exports, require, path: folder } = module;
        compile(file).call(exports, exports, require, module, file, folder);
      }
    } catch (error) {
      delete cache[file];
      throw error;
    }
    module.loaded = true;
    return module.exports;
  }

  function parseJson(file: string): unknown {
    try {
      return JSON.parse(files.read(file)) as unknown;
    } catch (error) {
      (error as Error).message = `${file}: ${(error as Error).message}`;
      throw error;
    }
  }

  function createRequire(from: string, parent: CommonJsModule | null = null): NodeJS.Require {
    const resolve = (specifier: string): string => {
      const id = builtins.resolve(specifier);
      return id === null ? files.resolveRequire(specifier, from) : specifier;
    };
    function require(specifier: string): unknown {
      const { validateString } = loader.validators;
      validateString(specifier, 'id');
      if (specifier === '') {
        const { ERR_INVALID_ARG_VALUE } = loader.errors.codes;
        throw new ERR_INVALID_ARG_VALUE('id', specifier, 'must be a non-empty string');
      }
      const id = builtins.resolve(specifier);
      return id === null
        ? load(files.resolveRequire(specifier, from), parent ?? main ?? null)
        : builtins.load(id);
    }
    return Object.assign(require, { resolve, main, cache, extensions: {} }) as unknown as NodeJS.Require;
  }

  return {
    load,
    createRequire,
    exportNames(file) {
      try {
        return commonJsExportNames(parseSource(files.read(file), 'script', file));
      } catch {
        // What is wrong with the text is said when the file is run, after what comes before it.
        return [];
      }
    },
  };
}

const keyName = (key: AnyNode): string => String(key['name'] ?? key['value']);

const isExports = (node: AnyNode | undefined): boolean =>
  node?.['name'] === 'exports' ||
  (node?.type === 'MemberExpression' &&
    (node['object'] as AnyNode)['name'] === 'module' &&
    (node['property'] as AnyNode)['name'] === 'exports');

// Node's lexer reads a literal only as far as its values are plain names.
function literalNames(literal: AnyNode, names: Set<string>): void {
  for (const property of literal['properties'] as AnyNode[]) {
    if (property.type !== 'Property' || property['computed'] || property['method']) return;
    if ((property['value'] as AnyNode).type !== 'Identifier') return;
    names.add(keyName(property['key'] as AnyNode));
  }
}

/** Names in `exports.x =`, `module.exports = { x }` and `Object.defineProperty(exports, 'x', …)`. */
export function commonJsExportNames(program: unknown): string[] {
  const names = new Set<string>();
  function visit(node: AnyNode): void {
    if (node.type === 'AssignmentExpression') {
      const left = node['left'] as AnyNode;
      const right = node['right'] as AnyNode;
      if (left.type === 'MemberExpression' && isExports(left['object'] as AnyNode) && !left['computed'])
        names.add(keyName(left['property'] as AnyNode));
      if (isExports(left) && right.type === 'ObjectExpression') literalNames(right, names);
    }
    if (node.type === 'CallExpression') {
      const [target, key] = node['arguments'] as AnyNode[];
      const callee = node['callee'] as AnyNode;
      const isDefine = (callee['property'] as AnyNode | undefined)?.['name'] === 'defineProperty';
      if (isDefine && isExports(target) && typeof key?.['value'] === 'string') names.add(key['value']);
    }
    forEachChild(node, visit);
  }
  visit(program as AnyNode);
  return [...names];
}
