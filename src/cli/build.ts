/** Builds the site, and knows whether what is built is still what the sources say. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ROOT } from './install.mjs';
import { runProcess } from './run-process.ts';
import { normaliseBase } from './site.ts';
import { runCommand } from './usage.ts';

export interface BuildTarget {
  /** The folder of the sources. Default: this project. */
  root?: string;
  /** Folder of the built site, inside `root`. Default `dist`. */
  out?: string;
  /** Path under which the site will be served. Default: `BASE_PATH` of the environment, else `/`. */
  base?: string;
}

/** All that a built page can depend on. */
const SOURCES = [
  'content',
  'labs',
  'public',
  'src',
  'astro.config.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
/** The command line is no part of the site. */
const NOT_SOURCES = ['src/cli'];

const DEADLINE_MS = 10 * 60_000;

/** The base path that the environment asks for. */
export const baseFromEnvironment = (): string => normaliseBase(process.env.BASE_PATH ?? '/');

/** True if the built site was built from the sources as they are now. */
export function isBuilt(target: BuildTarget = {}): boolean {
  const { root, out } = complete(target);
  const stamp = stampFile(root, out);
  return (
    existsSync(join(root, out, 'index.html')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === fingerprint(target)
  );
}

/**
 * Builds the site, whether or not it is built already.
 * @param say told what is going on
 * @throws Error with the last lines of the build
 */
export async function buildSite(
  target: BuildTarget = {},
  say: (line: string) => void = () => {},
): Promise<void> {
  const { root, out, base } = complete(target);
  const print = fingerprint(target);
  const stamp = stampFile(root, out);
  rmSync(stamp, { force: true });
  const astro = join(root, 'node_modules', 'astro', 'bin', 'astro.mjs');
  const { code, output, timedOut } = await runProcess(process.execPath, [astro, 'build', '--outDir', out], {
    cwd: root,
    env: { BASE_PATH: base, ASTRO_TELEMETRY_DISABLED: '1' },
    deadlineMs: DEADLINE_MS,
    onBeat: (seconds) => say(`  … still building (${seconds} s)`),
  });
  if (code !== 0 || !existsSync(join(root, out, 'index.html'))) {
    const tail = output.trimEnd().split('\n').slice(-40).join('\n');
    const how = timedOut ? `was ended after ${DEADLINE_MS / 60_000} minutes` : 'failed';
    throw new Error(`Building the site ${how}. The last lines of the build:\n\n${tail}\n`);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, print);
}

/** Changes whenever a source, the base path or the Node of the build changes. */
export function fingerprint(target: BuildTarget = {}): string {
  const { root, base } = complete(target);
  const hash = createHash('sha256').update(`${base}\0${process.version}\0`);
  for (const source of SOURCES) {
    for (const file of filesOf(root, source)) {
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(join(root, file)))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

function complete(target: BuildTarget): Required<BuildTarget> {
  return {
    root: target.root ?? ROOT,
    out: target.out ?? 'dist',
    base: normaliseBase(target.base ?? baseFromEnvironment()),
  };
}

function stampFile(root: string, out: string): string {
  return join(root, 'node_modules', '.cache', 'handbook', `built-${out.replace(/[^\w-]+/g, '-')}`);
}

/** The files at and below `path`, sorted, with forward slashes. */
function filesOf(root: string, path: string): string[] {
  const full = join(root, path);
  if (NOT_SOURCES.includes(path) || !existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  return readdirSync(full)
    .filter((name) => name !== 'node_modules' && name !== '.DS_Store')
    .toSorted()
    .flatMap((name) => filesOf(root, `${path}/${name}`));
}

const USAGE = `npm run build -- [options]

Builds the site.

  --out <folder>   where to, inside the project (default: dist)
  --base <path>    the path under which it will be served (default: BASE_PATH of the environment, else /)
  --help           this text`;

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { out: { type: 'string' }, base: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const { out = 'dist', base = baseFromEnvironment() } = values;
  console.log('Building the site.');
  await buildSite({ out, base }, console.log);
  console.log(`Built into ${out}.`);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runCommand(main, USAGE);
}
