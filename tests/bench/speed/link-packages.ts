/** The project's packages in another folder, as if installed there: Astro does not build through a link to them. */
import { copyFileSync, linkSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#cli/install.mjs';

/** Caches of tools, which a build is to make for itself. */
const LEFT_OUT = new Set(['.cache', '.vite', '.astro']);

/** Gives the project in `root` the packages of this one, file by file and without taking up space where that can be. */
export function linkPackages(root: string): void {
  link(join(ROOT, 'node_modules'), join(root, 'node_modules'));
}

function link(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (LEFT_OUT.has(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) link(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkOrCopy(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    // Another disk.
    copyFileSync(source, target);
  }
}
