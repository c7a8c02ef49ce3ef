/**
 * Makes a fresh clone ready: the packages of package-lock.json and, among them, Node 24.
 * Runs under the Node that the reader happens to have, with nothing installed: plain JavaScript, no package.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const ROOT = resolve(fileURLToPath(import.meta.url), '../../..');

/** The oldest Node that can run the launchers and npm's install. */
export const OLDEST_NODE = [20, 9];

/** The major version of the Node that everything else runs on. */
export const PINNED_MAJOR = 24;

/**
 * @param {string} version for example `20.9.0`
 * @returns {string} what is wrong with this Node and how to mend it; empty if nothing
 */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return '';
  return `This handbook needs Node ${OLDEST_NODE.join('.')} or newer, and this is Node ${version}. Install a current one from https://nodejs.org, then run the command again.`;
}

/** The pinned Node's executable inside `root`. Its folder in node_modules/.bin holds a shell script on Windows. */
export function pinnedNodePath(root = ROOT) {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(root, 'node_modules', 'node', 'bin', file);
}

/**
 * Compares the lock file with npm's own record of what it installed (node_modules/.package-lock.json).
 * @param {string} root
 * @returns {string} why the packages must be installed, in a few words; empty if they are as locked
 */
export function packagesProblem(root = ROOT) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  if (!wanted) return 'package-lock.json is missing or cannot be read';
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (!present) return 'nothing is installed yet';
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.link) continue;
    const found = present[path];
    // npm leaves out the optional packages that are made for other machines.
    if (!found && entry.optional) continue;
    if (!found) return `${nameOf(path)} is missing`;
    if (found.version !== entry.version) {
      return `${nameOf(path)} is ${found.version}, and the lock file says ${entry.version}`;
    }
  }
  return '';
}

/**
 * @param {string} root
 * @param {(file: string) => string} versionOf runs an executable and returns its version, `v24.1.0`
 * @returns {string} what is wrong with the pinned Node; empty if nothing
 */
export function pinnedNodeProblem(root = ROOT, versionOf = askVersion) {
  const file = pinnedNodePath(root);
  if (!existsSync(file)) return `Node ${PINNED_MAJOR} is missing`;
  try {
    const version = versionOf(file).trim();
    return version.startsWith(`v${PINNED_MAJOR}.`)
      ? ''
      : `Node ${PINNED_MAJOR} is needed, and ${version} is there`;
  } catch {
    return `Node ${PINNED_MAJOR} is there but does not start`;
  }
}

/**
 * Installs what is missing, saying so; returns at once if nothing is.
 * @param {{ root?: string, say?: (line: string) => void }} [options]
 * @returns {Promise<void>} rejects with an Error whose message is for the reader
 */
export async function ensureInstalled({ root = ROOT, say = (line) => console.log(line) } = {}) {
  const tooOld = nodeProblem(process.versions.node);
  if (tooOld) throw new Error(tooOld);
  const reason = packagesProblem(root) || pinnedNodeProblem(root);
  if (!reason) return;
  say(`Installing the packages (${reason}). The first time takes a minute or two.`);
  await install(root, say);
  const left = packagesProblem(root) || pinnedNodeProblem(root);
  if (left) {
    throw new Error(
      `npm finished, but ${left}. If npm is set to ignore install scripts (npm config get ignore-scripts), allow them for this folder: Node ${PINNED_MAJOR} arrives through one. Then run the command again.`,
    );
  }
}

/** @param {string} file @returns {Record<string, any> | undefined} */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** @param {string} path */
const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** @param {string} file */
const askVersion = (file) => execFileSync(file, ['--version'], { encoding: 'utf8', timeout: 20_000 });

/** npm as a command: the npm that started us if there is one, else the one on the PATH. */
function npmCommand() {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  if (npm && /npm-cli\.c?js$/.test(npm))
    return { file: node || process.execPath, first: [npm], shell: false };
  return { file: 'npm', first: [], shell: process.platform === 'win32' };
}

/**
 * @param {string} root
 * @param {(line: string) => void} say
 */
async function install(root, say) {
  const locked = await runNpm(['ci'], root, say);
  if (locked.code === 0) return;
  // A lock file that lacks something is no reason to leave a reader without the book.
  if (!locked.output.includes('EUSAGE')) throw failure('npm ci', locked);
  say('package-lock.json does not fit package.json: installing without changing it.');
  const loose = await runNpm(['install', '--no-save'], root, say);
  if (loose.code !== 0) throw failure('npm install', loose);
}

/**
 * @param {string[]} command
 * @param {string} root
 * @param {(line: string) => void} say
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function runNpm(command, root, say) {
  const { file, first, shell } = npmCommand();
  const flags = ['--include=dev', '--no-audit', '--no-fund', '--engine-strict=false', '--loglevel=error'];
  const started = Date.now();
  const beat = setInterval(() => {
    say(`  … still installing (${Math.round((Date.now() - started) / 1000)} s)`);
  }, 15_000);
  let output = '';
  return new Promise((done) => {
    const options = { cwd: root, shell };
    const npm = spawn(file, [...first, ...command, ...flags], {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [npm.stdout, npm.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    npm.on('error', (error) => done({ code: null, output: `npm could not be started: ${error.message}` }));
    npm.on('close', (code) => done({ code, output }));
  }).finally(() => clearInterval(beat));
}

/**
 * npm states the cause first and the path of its log last; between them it may print its whole usage.
 * @param {string} command
 * @param {{ code: number | null, output: string }} result
 */
function failure(command, { code, output }) {
  const lines = output.split(/\r?\n/).filter((line) => line.replace(/^npm (?:error|warn)/, '').trim());
  const shown = 12;
  const extract = lines.length <= 2 * shown ? lines : [...lines.slice(0, shown), '…', ...lines.slice(-shown)];
  return new Error(`Installing failed (${command} ended with ${code}). npm says:\n\n${extract.join('\n')}\n`);
}
