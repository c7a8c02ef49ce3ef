/** A module as the linker and the evaluation see it. */
export interface ModuleRecord {
  url: string;
  status: 'new' | 'linked' | 'evaluating' | 'waiting' | 'evaluated';
  isAsync: boolean;
  error: { value: unknown } | null;
  dependencies(): ModuleRecord[];
  /** Runs the module's own code; returns a promise if it awaits. */
  execute(): Promise<void> | null;
  /** What the export stands for; `undefined` if there is none, `null` if two star exports disagree. */
  resolveExport(name: string, seen?: Set<string>): (() => unknown) | null | undefined;
  exportNames(seen?: Set<ModuleRecord>): Set<string>;
  namespace(): object;
  /** True if an export's value can change after the module has been evaluated. */
  mayChange(name: string): boolean;
  // State of the evaluation.
  pending: number;
  order: number;
  waiting: ModuleRecord[];
  promise?: Promise<void>;
  settle?: { resolve(): void; reject(error: unknown): void };
}

/** A record without imports and exports, to be completed. */
export function baseRecord(url: string): ModuleRecord {
  return {
    url,
    status: 'new',
    isAsync: false,
    error: null,
    dependencies: () => [],
    execute: () => null,
    resolveExport: () => undefined,
    exportNames: () => new Set(),
    namespace: () => ({}),
    mayChange: () => false,
    pending: 0,
    order: 0,
    waiting: [],
  };
}
