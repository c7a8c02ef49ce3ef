/** Whether package-lock.json holds what a fresh clone on any system needs. */

export interface LockFile {
  packages: Record<string, { version?: string; optionalDependencies?: Record<string, string> }>;
}

/**
 * The packages for other systems that the lock file leaves out. npm forgets them at times, when it adds a package
 * beside an existing node_modules; `npm ci` then refuses the file, and other systems lack their binaries.
 * @returns one sentence each
 */
export function missingFromLock({ packages }: LockFile): string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, wanted]) => {
        const found = packages[resolveIn(packages, path, name) ?? '']?.version;
        const exact = /^\d/.test(wanted);
        return found === undefined || (exact && found !== wanted);
      })
      .map(([name, wanted]) => `${path} may need ${name} ${wanted}, and package-lock.json does not have it`),
  );
}

/** Where Node would find `name` from inside `path`: beside it, or in a folder above. */
function resolveIn(packages: LockFile['packages'], path: string, name: string): string | undefined {
  for (
    let base = path;
    ;
    base = base.slice(0, Math.max(0, base.lastIndexOf('node_modules/'))).replace(/\/$/, '')
  ) {
    const candidate = `${base ? `${base}/` : ''}node_modules/${name}`;
    if (candidate in packages) return candidate;
    if (!base) return undefined;
  }
}
