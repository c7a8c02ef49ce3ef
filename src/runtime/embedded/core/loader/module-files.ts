/** The program's files as modules: where a specifier leads and what kind of module it finds there. */
import { missingModuleMessage, missingPackageMessage } from '../missing-module.ts';
import type { Untyped } from '../untyped.ts';
import { looksLikeModule } from './parse.ts';

export type ModuleFormat = 'module' | 'commonjs' | 'json' | 'builtin';

export interface ModuleFiles {
  /** Path of the file that `specifier` names, from a CommonJS file at `from`. Throws MODULE_NOT_FOUND. */
  resolveRequire(specifier: string, from: string): string;
  /** Url that `specifier` names, from an ES module at `from` (a path). Throws ERR_MODULE_NOT_FOUND and others. */
  resolveImport(specifier: string, from: string): string;
  formatOf(path: string): ModuleFormat;
  read(path: string): string;
}

export interface FileAccess {
  isFile(path: string): boolean;
  isFolder(path: string): boolean;
  readText(path: string): string;
}

const REQUIRE_EXTENSIONS = ['', '.js', '.json', '.cjs', '.mjs'];
const isPackage = (specifier: string): boolean => /^(?:@[\w.~-]+\/)?[\w~-][\w.~-]*(?:\/|$)/.test(specifier);
const isRelative = (specifier: string): boolean => /^(?:\.{0,2}\/|\.{1,2}$)/.test(specifier);

/** Puts a line behind the error's message, as Node does: into the message and into the printed stack. */
function advise(error: Error, line: string): Error {
  const frames = (error.stack ?? '').split('\n').filter((frame) => frame.startsWith('    at '));
  const { code } = error as Error & { code: string };
  error.message += `\n${line}`;
  error.stack = [`${error.name} [${code}]: ${error.message}`, ...frames].join('\n');
  return error;
}

export function createModuleFiles(
  files: FileAccess,
  path: Untyped,
  host: 'node-esm' | 'node-cjs',
  nodeErrors: Untyped,
): ModuleFiles {
  function candidate(base: string): string | undefined {
    const tries = [
      ...REQUIRE_EXTENSIONS.map((ending) => base + ending),
      `${base}/index.js`,
      `${base}/index.json`,
    ];
    return tries.find((file) => files.isFile(file));
  }

  function resolveRequire(specifier: string, from: string): string {
    const base = isRelative(specifier) ? (path.resolve(path.dirname(from), specifier) as string) : undefined;
    const found = base === undefined ? undefined : candidate(base);
    if (found) return found;
    const advice = isPackage(specifier) ? `\n${missingPackageMessage(specifier)}` : '';
    const error = new Error(`Cannot find module '${specifier}'\nRequire stack:\n- ${from}${advice}`);
    throw Object.assign(error, { code: 'MODULE_NOT_FOUND', requireStack: [from] });
  }

  function resolveImport(specifier: string, from: string): string {
    if (specifier.startsWith('file:') || isRelative(specifier)) {
      const url = new URL(specifier, `file://${from}`);
      const file = decodeURIComponent(url.pathname);
      if (files.isFolder(file)) {
        const { ERR_UNSUPPORTED_DIR_IMPORT } = nodeErrors.codes;
        throw new ERR_UNSUPPORTED_DIR_IMPORT(file, from);
      }
      if (!files.isFile(file)) throw missingFile(file, from, url.href);
      return url.href;
    }
    if (/^[a-z][a-z0-9+.-]*:/i.test(specifier)) {
      const { ERR_UNSUPPORTED_ESM_URL_SCHEME } = nodeErrors.codes;
      if (specifier.startsWith('data:')) throw new Error(missingModuleMessage('A module at a data: address'));
      throw new ERR_UNSUPPORTED_ESM_URL_SCHEME(new URL(specifier), ['file', 'data', 'node']);
    }
    const { ERR_MODULE_NOT_FOUND } = nodeErrors.codes;
    const error = new ERR_MODULE_NOT_FOUND(specifier, from, undefined) as Error;
    throw isPackage(specifier) ? advise(error, missingPackageMessage(specifier)) : error;
  }

  function missingFile(file: string, from: string, url: string): Error {
    const { ERR_MODULE_NOT_FOUND } = nodeErrors.codes;
    const error = new ERR_MODULE_NOT_FOUND(file, from, url) as Error;
    const meant = candidate(file);
    if (meant === undefined) return error;
    const relative = path.relative(path.dirname(from), meant) as string;
    const specifier = relative.startsWith('../') ? relative : `./${relative}`;
    return advise(error, `Did you mean to import ${JSON.stringify(specifier)}?`);
  }

  const hostType = host === 'node-esm' ? 'module' : undefined;

  /** What the nearest package.json says; without any, the host decides. */
  function packageType(file: string): 'module' | 'commonjs' | undefined {
    for (let folder = path.dirname(file) as string; ; folder = path.dirname(folder) as string) {
      const manifest = `${folder}/package.json`;
      if (files.isFile(manifest)) {
        const { type } = JSON.parse(files.readText(manifest)) as { type?: string };
        return type === 'module' || type === 'commonjs' ? type : undefined;
      }
      if (folder === '/') return hostType;
    }
  }

  return {
    resolveRequire,
    resolveImport,
    read: (file) => files.readText(file),
    formatOf(file) {
      if (file.endsWith('.mjs')) return 'module';
      if (file.endsWith('.cjs')) return 'commonjs';
      if (file.endsWith('.json')) return 'json';
      const type = packageType(file);
      if (type) return type;
      // Without a type Node takes a file for what it is written as.
      return looksLikeModule(files.readText(file)) ? 'module' : 'commonjs';
    },
  };
}
