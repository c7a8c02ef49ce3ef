/**
 * True if a page comes from another build than the one that stands: one script of both has another hash in its name. Both
 * versions in one page would do everything twice, each in its own way. Pure.
 * @param here the addresses of the scripts of the page that stands
 * @param next those of the page that would take its place
 */
export function isOtherBuild(here: readonly string[], next: readonly string[]): boolean {
  const hashes = new Map(here.map(nameAndHash));
  return next.map(nameAndHash).some(([name, hash]) => (hashes.get(name) ?? hash) !== hash);
}

/** Pages of several folders are called `index.astro`, and each has a script of its own under that name. */
function nameAndHash(address: string): [name: string, hash: string] {
  const [, name = address, hash = ''] = /\/_astro\/(?!index\.astro)(.+)\.([\w-]+)\.js$/.exec(address) ?? [];
  return [name, hash];
}
