/** What a module exports, through its own names and those of other modules (ECMAScript, ResolveExport). */
import type { ModuleRecord } from './module-record.ts';
import type { ImportedBinding, ModuleSyntax } from './module-syntax.ts';

type Getter = () => unknown;

export interface ExportParts {
  url: string;
  syntax: ModuleSyntax;
  /** The module that a specifier names. */
  target(specifier: string): ModuleRecord;
  /** The getter of one of the module's own exports, once its code has handed it over. */
  local(exported: string): Getter | undefined;
}

export type ModuleExports = Pick<ModuleRecord, 'resolveExport' | 'exportNames' | 'mayChange'>;

/** The getter for one import of a module; as `resolveExport`, with `*` for the namespace. */
export function resolveImport(
  { target }: Pick<ExportParts, 'target'>,
  { specifier, imported }: Pick<ImportedBinding, 'specifier' | 'imported'>,
  seen?: Set<string>,
): Getter | null | undefined {
  if (imported === '*') return () => target(specifier).namespace();
  return target(specifier).resolveExport(imported, seen);
}

/** `record` is the module whose exports these are. */
export function createModuleExports(record: ModuleRecord, parts: ExportParts): ModuleExports {
  const { url, syntax, target, local } = parts;
  const imported = new Map(syntax.imports.map((one) => [one.local, one]));

  function readLocal(exported: string, name: string): Getter {
    return () => {
      const read = local(exported);
      // A module that awaits declares nothing before it runs.
      if (!read) throw new ReferenceError(`Cannot access '${name}' before initialization`);
      return read();
    };
  }

  function resolveStar(name: string, seen: Set<string>): Getter | null | undefined {
    let found: Getter | undefined;
    let owner: ModuleRecord | undefined;
    for (const one of syntax.exports) {
      if (one.kind !== 'star') continue;
      const module = target(one.specifier);
      const getter = module.resolveExport(name, seen);
      if (getter === null) return null;
      if (getter && found && owner !== module && getter !== found) return null;
      if (getter) [found, owner] = [getter, module];
    }
    return found;
  }

  return {
    mayChange(name) {
      const own = syntax.exports.find((one) => one.kind === 'local' && one.exported === name);
      return own?.kind !== 'local' || imported.has(own.local) || syntax.assigned.has(own.local);
    },
    exportNames(seen = new Set()) {
      const names = new Set<string>();
      if (seen.has(record)) return names;
      seen.add(record);
      for (const one of syntax.exports) {
        if (one.kind !== 'star') names.add(one.exported);
        else
          for (const name of target(one.specifier).exportNames(seen)) if (name !== 'default') names.add(name);
      }
      return names;
    },
    resolveExport(name, seen = new Set()) {
      const key = `${url}\n${name}`;
      if (seen.has(key)) return undefined;
      seen.add(key);
      for (const one of syntax.exports) {
        if (one.kind === 'star' || one.exported !== name) continue;
        if (one.kind === 'indirect') return resolveImport(parts, one, seen);
        const origin = imported.get(one.local);
        return origin ? resolveImport(parts, origin, seen) : readLocal(name, one.local);
      }
      return name === 'default' ? undefined : resolveStar(name, seen);
    },
  };
}
