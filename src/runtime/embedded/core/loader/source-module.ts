/** An ES module of the program: its place in the graph, and its code as a function. */
import { syntaxErrorPlaces } from '../fatal.ts';
import { CONTEXT } from './context-marks.ts';
import { transformModule, type PlannedImport } from './esm-transform.ts';
import type { Loader } from './loader.ts';
import { createModuleExports, resolveImport } from './module-exports.ts';
import { baseRecord, type ModuleRecord } from './module-record.ts';
import { readModuleSyntax, type ModuleSyntax } from './module-syntax.ts';
import { createBindings, createNamespace } from './namespace.ts';
import { parseSource } from './parse.ts';

type Target = (specifier: string) => ModuleRecord;
type Reaches = (from: ModuleRecord, to: ModuleRecord) => boolean;

export interface SourceRecord extends ModuleRecord {
  /** Throws the SyntaxError for an import that the other module does not have. */
  check(): void;
  /** Compiles the module and lets it declare its functions. `reaches`: one module imports the other, in any number of steps. */
  instantiate(reaches: Reaches): void;
}

/** `find` gives the module that a specifier names from here. */
export function sourceModule(loader: Loader, url: string, file: string, find: Target): ModuleRecord {
  const source = loader.files.read(file);
  loader.sources.set(url, source);
  const syntax = readModuleSyntax(parseSource(source, 'module', url));
  const record = baseRecord(url) as SourceRecord;
  let targets: Map<string, ModuleRecord> | undefined;
  let locals: Record<string, () => unknown> = {};
  let run: (() => Promise<void> | null) | undefined;
  let namespace: object | undefined;

  function target(specifier: string): ModuleRecord {
    targets ??= new Map(syntax.requests.map((request) => [request, find(request)]));
    return targets.get(specifier)!;
  }

  function takeLocals(getters: typeof locals, anonymous?: object): void {
    locals = getters;
    if (anonymous) Object.defineProperty(anonymous, 'name', { value: 'default', configurable: true });
  }

  return Object.assign(record, {
    ...createModuleExports(record, { url, syntax, target, local: (name) => locals[name] }),
    isAsync: syntax.hasTopLevelAwait,
    dependencies: () => syntax.requests.map(target),
    execute: () => run!(),
    check: () => checkImports(url, source, syntax, target),
    namespace: () => (namespace ??= createNamespace(exportGetters(record), loader.known)),
    instantiate(reaches: Reaches) {
      const transformed = transformModule(
        source,
        syntax,
        planImports(record, syntax, target, reaches),
        url,
        loader.instrument,
      );
      loader.stacks.addSource(url, transformed);
      const factory = loader.evaluate(transformed.code, url) as (...parts: unknown[]) => unknown;
      const meta = importMeta(url, file, loader.mainUrl === url, (specifier) => find(specifier).url);
      const parts = [
        importTable(syntax, target),
        takeLocals,
        meta,
        loader.dynamicImport(file),
        loader.instrument?.[CONTEXT],
      ];
      record.status = 'linked';
      if (transformed.isAsync) {
        run = () => factory(...parts) as Promise<void>;
        return;
      }
      const body = factory(...parts) as Generator;
      body.next();
      run = () => {
        body.next();
        return null;
      };
    },
  });
}

function exportGetters(record: ModuleRecord): Map<string, () => unknown> {
  const getters = new Map<string, () => unknown>();
  for (const name of record.exportNames()) {
    const getter = record.resolveExport(name);
    if (getter) getters.set(name, getter);
  }
  return getters;
}

function planImports(
  record: ModuleRecord,
  syntax: ModuleSyntax,
  target: Target,
  reaches: Reaches,
): PlannedImport[] {
  return syntax.imports.map((one) => {
    const module = target(one.specifier);
    const live = one.imported !== '*' && (module.mayChange(one.imported) || reaches(module, record));
    return { ...one, live };
  });
}

function checkImports(url: string, source: string, syntax: ModuleSyntax, target: Target): void {
  for (const one of [...syntax.imports, ...syntax.exports]) {
    if (!('imported' in one) || one.imported === '*') continue;
    const getter = target(one.specifier).resolveExport(one.imported);
    if (getter) continue;
    const what =
      getter === null ? 'contains conflicting star exports for name' : 'does not provide an export named';
    const error = new SyntaxError(`The requested module '${one.specifier}' ${what} '${one.imported}'`);
    const before = source.slice(0, one.at).split('\n');
    syntaxErrorPlaces.set(error, { url, line: before.length, column: (before.at(-1) ?? '').length + 1 });
    throw error;
  }
}

/** Specifier → object with the imported names as getters. */
function importTable(syntax: ModuleSyntax, target: Target): Record<string, unknown> {
  const table = Object.create(null) as Record<string, unknown>;
  for (const specifier of syntax.requests) {
    const getters = new Map<string, () => unknown>();
    for (const one of syntax.imports)
      if (one.specifier === specifier)
        getters.set(one.imported, resolveImport({ target }, one) ?? (() => undefined));
    table[specifier] = createBindings(getters);
  }
  return table;
}

function importMeta(
  url: string,
  filename: string,
  main: boolean,
  resolve: (specifier: string) => string,
): object {
  const dirname = filename.slice(0, filename.lastIndexOf('/')) || '/';
  return Object.assign(Object.create(null) as object, { dirname, filename, main, resolve, url });
}
