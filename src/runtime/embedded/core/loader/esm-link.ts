/** Finds, parses and links ES modules: which export of which module every imported name stands for. */
import type { Loader } from './loader.ts';
import { baseRecord, type ModuleRecord } from './module-record.ts';
import { createNamespace, type Getters } from './namespace.ts';
import { sourceModule, type SourceRecord } from './source-module.ts';

export interface Linker {
  /** Url of the module that `specifier` names, from the file at path `from`. */
  resolve(specifier: string, from: string): string;
  /** The module at `url`, not linked yet if it is new. */
  find(url: string): ModuleRecord;
  /** The module at `url` with all that it imports. Throws the SyntaxError or resolution error that Node gives. */
  link(url: string): ModuleRecord;
}

const pathOf = (url: string): string => decodeURIComponent(new URL(url).pathname);

export function createLinker(loader: Loader): Linker {
  const records = new Map<string, ModuleRecord>();

  function resolve(specifier: string, from: string): string {
    const id = loader.builtins.resolve(specifier);
    return id === null ? loader.files.resolveImport(specifier, from) : `node:${id}`;
  }

  /** A module that is ready as soon as it is found: one of Node's, JSON or CommonJS. */
  function readyMade(url: string, getGetters: () => Getters, names?: () => string[]): ModuleRecord {
    let getters: Getters | undefined;
    let namespace: object | undefined;
    const all = (): Getters => (getters ??= getGetters());
    const record = baseRecord(url);
    return Object.assign(record, {
      status: 'linked' as const,
      execute: () => (void all(), null),
      exportNames: () => new Set(names ? ['default', ...names()] : all().keys()),
      resolveExport: (name: string) =>
        record.exportNames().has(name) ? () => all().get(name)?.() : undefined,
      namespace: () => (namespace ??= createNamespace(all(), loader.known)),
    });
  }

  function commonJsModule(url: string): ModuleRecord {
    const file = pathOf(url);
    const names = [...loader.commonJs.exportNames(file), 'module.exports'];
    return readyMade(
      url,
      () => {
        const exports = loader.commonJs.load(file, null) as Record<string, unknown>;
        const getters = new Map<string, () => unknown>([
          ['default', () => exports],
          ['module.exports', () => exports],
        ]);
        for (const name of names) if (!getters.has(name)) getters.set(name, () => exports?.[name]);
        return getters;
      },
      () => names,
    );
  }

  function find(url: string): ModuleRecord {
    const known = records.get(url);
    if (known) return known;
    const record = create(url);
    records.set(url, record);
    return record;
  }

  function create(url: string): ModuleRecord {
    if (url.startsWith('node:')) {
      const { getters, mayChange } = loader.builtins;
      return Object.assign(
        readyMade(url, () => getters(url.slice(5))),
        { mayChange: () => mayChange },
      );
    }
    const file = pathOf(url);
    const format = loader.files.formatOf(file);
    if (format === 'commonjs') return commonJsModule(url);
    if (format === 'json') {
      return readyMade(url, () => {
        const value = loader.commonJs.load(file, null);
        return new Map([['default', () => value]]);
      });
    }
    return sourceModule(loader, url, file, (specifier) => find(resolve(specifier, file)));
  }

  /** Loads the whole graph, checks every import, then lets each module declare its functions. */
  function link(url: string): ModuleRecord {
    const root = find(url);
    const graph: ModuleRecord[] = [];
    const seen = new Set<ModuleRecord>();
    const visit = (record: ModuleRecord): void => {
      if (seen.has(record)) return;
      seen.add(record);
      for (const dependency of record.dependencies()) visit(dependency);
      graph.push(record);
    };
    visit(root);
    for (const record of graph) if (record.status === 'new') (record as SourceRecord).check();
    for (const record of graph) if (record.status === 'new') (record as SourceRecord).instantiate(reaches);
    return root;
  }

  /** True if `to` is `from` or one of the modules it imports, directly or not. */
  function reaches(from: ModuleRecord, to: ModuleRecord, seen = new Set<ModuleRecord>()): boolean {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return from.dependencies().some((dependency) => reaches(dependency, to, seen));
  }

  return { resolve, find, link };
}
