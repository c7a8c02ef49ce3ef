/** Loads Node's library files in the page's engine, on our bindings. */
import { bareMap } from './bare.ts';
import { engine } from './engine.ts';
import { missingModuleMessage } from './missing-module.ts';
import type { Binding, Untyped } from './untyped.ts';

type NativeModule = (...parts: unknown[]) => void;

export interface NodeLib {
  /** Loads a library module by its id, without `node:`. */
  require(id: string): Untyped;
  has(id: string): boolean;
  internalBinding(name: string): Binding;
  primordials: Record<string, Untyped>;
}

export interface NodeLibParts {
  /** Module id → its file as a function. */
  natives: Record<string, NativeModule>;
  bindings: Record<string, Binding>;
  privateSymbols: Record<string, symbol>;
  perIsolateSymbols: Record<string, symbol>;
  /** Module id → what stands in for it, made when first asked for. */
  replacements: Record<string, () => Untyped>;
  process: Untyped;
}

export function loadNodeLib(parts: NodeLibParts): NodeLib {
  const { natives, bindings, replacements, process } = parts;
  const primordials: Record<string, Untyped> = {};
  const modules = bareMap<string, { exports: Untyped }>();

  function runPerContext(id: string): Untyped {
    const exports: Untyped = {};
    natives[id]!(exports, primordials, parts.privateSymbols, parts.perIsolateSymbols);
    return exports;
  }

  function internalBinding(name: string): Binding {
    return (bindings[name] ??= {});
  }

  function require(specifier: string): Untyped {
    // Libraries that Node carries name its modules as programs do.
    const id = specifier.replace(/^node:/, '');
    const known = modules.get(id);
    if (known) return known.exports;
    const module: { exports: Untyped } = { exports: {} };
    modules.set(id, module);
    try {
      if (engine.hasOwn(replacements, id)) module.exports = replacements[id]!();
      else load(id, module);
    } catch (error) {
      modules.delete(id);
      throw error;
    }
    return module.exports;
  }

  function load(id: string, module: { exports: Untyped }): void {
    const native = natives[id];
    if (!native) throw new Error(missingModuleMessage(id));
    native(module.exports, require, module, process, internalBinding, primordials);
  }

  runPerContext('internal/per_context/primordials');
  const { DOMException } = runPerContext('internal/per_context/domexception');
  bindings['messaging']!['DOMException'] = DOMException;
  return { require, has: (id) => id in natives || id in replacements, internalBinding, primordials };
}
