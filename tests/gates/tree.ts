/** What must hold of the files of the project, whatever is in them. */
import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import ts from 'typescript';

export interface Violation {
  file: string;
  what: string;
}

/** The visible entries of the project's folder, and the hidden ones that tools ask for. */
const TOP_LEVEL = new Set(
  `src content labs public tests astro.config.mjs package.json package-lock.json tsconfig.json README.md LICENSE
   .ci .github .gitignore .nvmrc .oxlintrc.json`.split(/\s+/),
);

const MAX_LINES = 300;
/** By a lab's format its manifest and the checks of an exercise are one file each: they can be long, and not split. */
const ONE_FILE = /^labs\/(?:[^/]+\/lab\.ts|.*\/checks\.test\.js)$/;
const MAX_LINES_OF_ONE_FILE = 400;
/** Programs that tests run as they stand, some of them Node's own. */
const CORPUS = /^tests\/.*\/corpus\//;
const CODE = new Set(['.ts', '.tsx', '.js', '.mjs', '.cjs', '.astro', '.css']);
const BINARY = new Set(['.woff2', '.png', '.jpg', '.jpeg', '.webp', '.avif', '.ico', '.wasm', '.gz']);

/** Texts that belong to one machine or to unfinished work. The patterns are written so as not to match themselves. */
const FOREIGN: readonly (readonly [pattern: RegExp, what: string])[] = [
  [
    /(?<![\w.~-])\/(?:work|root|tmp|private\/var|home\/[\w.-]{2,}|Users\/[\w.-]+)\/[\w.-]/,
    'a path of one machine',
  ],
  [/\b[A-Z]:\\{1,2}Users\\/, 'a path of one machine'],
  [
    /https?:\/\/(?!registry\.npmjs\.org\b)[\w.-]*(?:registry|npm-proxy|artifactory|nexus)[\w.-]*\.[\w.-]+/,
    'the address of a package registry',
  ],
  [/"resolved": "https?:\/\/(?!registry\.npmjs\.org\/)/, 'the address of a package registry'],
  [/\b(?:TO[D]O|FI[X]ME|HA[C]K|XX[X])\b/, 'a mark of unfinished work'],
  [/\blorem ips[u]m\b/i, 'filler text'],
];

/** A document named by its file name, as in “see README.md”, must be in the tree. */
const DOCUMENT = /\b[A-Z][A-Z_-]+\.md\b/g;

/**
 * The files that git has or would add, with forward slashes; those deleted but not yet committed are left out.
 * @throws Error if `root` is no git checkout
 */
function listTree(root: string): string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const output = execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64_000_000 });
  return [...new Set(output.split('\0').filter(Boolean))].filter((file) => existsSync(join(root, file)));
}

export function checkTree(root: string): Violation[] {
  const files = listTree(root);
  const names = new Set(files.map((file) => basename(file)));
  return [...checkTopLevel(files), ...files.flatMap((file) => checkFile(root, file, names))];
}

function checkTopLevel(files: readonly string[]): Violation[] {
  const entries = new Set(files.map((file) => file.split('/')[0] as string));
  return [...entries]
    .filter((entry) => !TOP_LEVEL.has(entry))
    .map((file) => ({ file, what: 'is no entry of the top level: see “Architecture” in the README' }));
}

function checkFile(root: string, file: string, names: ReadonlySet<string>): Violation[] {
  const extension = extname(file);
  const full = join(root, file);
  if (BINARY.has(extension) || !lstatSync(full).isFile()) return [];
  const text = readFileSync(full, 'utf8');
  const found: string[] = [];
  const lines = text.split('\n');
  const most = ONE_FILE.test(file) ? MAX_LINES_OF_ONE_FILE : MAX_LINES;
  if (CODE.has(extension) && !CORPUS.test(file) && lines.length - 1 > most) {
    found.push(`has ${lines.length - 1} lines; ${most} is the most: split it`);
  }
  if (/\.[cm]?tsx?$/.test(file) && isBarrel(text)) {
    found.push('only re-exports other files: import from those files instead');
  }
  lines.forEach((line, index) => {
    for (const [pattern, what] of FOREIGN) {
      if (pattern.test(line)) found.push(`line ${index + 1} has ${what}`);
    }
    for (const [document] of line.matchAll(DOCUMENT)) {
      if (!names.has(document)) found.push(`line ${index + 1} names ${document}, which is not in the tree`);
    }
  });
  return found.map((what) => ({ file, what }));
}

/** True for a file whose statements all pass on what other files export. */
export function isBarrel(source: string): boolean {
  const { statements } = ts.createSourceFile('file.ts', source, ts.ScriptTarget.Latest);
  const own = statements.filter((statement) => !ts.isImportDeclaration(statement));
  return own.length > 0 && own.every(passesOn);
}

/** `export … from`, or an `export { a }` that names something. */
function passesOn(statement: ts.Statement): boolean {
  if (!ts.isExportDeclaration(statement)) return false;
  const { moduleSpecifier, exportClause } = statement;
  return (
    moduleSpecifier !== undefined ||
    (exportClause !== undefined && ts.isNamedExports(exportClause) && exportClause.elements.length > 0)
  );
}
