/** Packages that one benchmark alone needs, each set in a folder with its own package.json and lock. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Installs the packages of `folder` unless `wanted`, one of them, is there. No script of theirs runs.
 * @param what for the line that says so, for example `Emmett for the comparison (2 MB, once)`
 * @throws Error of npm
 */
export function installOnce(folder: string, wanted: string, what: string): void {
  if (existsSync(join(folder, 'node_modules', wanted))) return;
  console.log(`Installing ${what}.`);
  const ci = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', ci, { cwd: folder, stdio: 'pipe', shell: process.platform === 'win32' });
}
