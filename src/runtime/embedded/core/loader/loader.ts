/** The module loader: CommonJS and ES modules over the same files, and the way from one to the other. */
import type { KnownObjects } from '../bindings/value-types.ts';
import { engine } from '../engine.ts';
import type { StackTraces } from '../stack.ts';
import type { Untyped } from '../untyped.ts';
import type { ContextMarks } from '../context-frames.ts';
import { CONTEXT, markContext, OPEN_FRAME } from './context-marks.ts';
import type { Instrument } from './esm-transform.ts';
import type { Builtins } from './builtins.ts';
import { createCommonJs, type CommonJs } from './cjs.ts';
import { createEsModules, type EsModules } from './esm.ts';
import type { ModuleFiles } from './module-files.ts';

export interface LoaderParts {
  files: ModuleFiles;
  builtins: Builtins;
  stacks: StackTraces;
  known: KnownObjects;
  /** Node's path module, validators and errors. */
  path: Untyped;
  validators: Untyped;
  errors: Untyped;
  /** What marks the program's files, if anything does. */
  instrument: Instrument | undefined;
}

export interface Loader extends LoaderParts {
  /** Name under which a file was compiled → its text as the learner wrote it. */
  sources: Map<string, string>;
  commonJs: CommonJs;
  esModules: EsModules;
  /** Address of the program's first file, if that is an ES module. */
  mainUrl?: string;
  /** Evaluates an expression under the name `url`. */
  evaluate(code: string, url: string): unknown;
  /** `require` of an ES module: its namespace. */
  requireModule(path: string): unknown;
  /** The function behind `import()` in the file at `from`. */
  dynamicImport(from: string): (specifier: unknown) => Promise<unknown>;
}

/** Marks that carry the asynchronous context. */
export const contextInstrument = (marks: ContextMarks): Instrument => ({
  mark: (program, edits, { isAsync }) => markContext(program, edits, isAsync),
  asyncPrologue: OPEN_FRAME,
  [CONTEXT]: marks,
});

export function createLoader(parts: LoaderParts): Loader {
  const loader = {
    ...parts,
    sources: new Map<string, string>(),
    evaluate: (code: string, url: string) => engine.evaluate(`${code}\n//# sourceURL=${url}`),
    requireModule: (path: string) => loader.esModules.requireSync(path),
    dynamicImport: (from: string) => (specifier: unknown) =>
      loader.esModules.importDynamically(specifier, from),
  } as Loader;
  loader.commonJs = createCommonJs(loader);
  loader.esModules = createEsModules(loader);
  return loader;
}
