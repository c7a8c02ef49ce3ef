/**
 * Finds a Chromium for the tests, or gets one. Every candidate is started once before it is believed: a file of
 * that name may be a placeholder (Ubuntu's chromium-browser), or lack its libraries.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, win32 } from 'node:path';
import { ROOT } from './install.mjs';
import { runProcess } from './run-process.ts';

/** How every test starts Chromium: quiet, without a screen, and allowed to run as root. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const require = createRequire(import.meta.url);

/**
 * Loaded when it is needed: it is large, and `npm test -- --help` should answer at once.
 * @returns {typeof import('playwright')}
 */
const playwright = () => require('playwright');

const DOWNLOAD_DEADLINE_MS = 5 * 60_000;
const PACKAGE_DEADLINE_MS = 5 * 60_000;

/**
 * @typedef {object} Machine what discovery asks of the machine it runs on
 * @property {NodeJS.Platform} platform
 * @property {Record<string, string | undefined>} env
 * @property {(file: string) => boolean} exists
 * @property {() => string} downloaded where Playwright keeps the Chromium that it downloads
 */

/** @type {Machine} */
const THIS_MACHINE = {
  platform: process.platform,
  env: process.env,
  exists: existsSync,
  downloaded: () => playwright().chromium.executablePath(),
};

/**
 * The browsers that are there, best first: `CHROMIUM_PATH`, an installed one, Playwright's own download.
 * @param {Machine} machine
 * @returns {string[]}
 */
export function browserCandidates(machine = THIS_MACHINE) {
  const { env, exists } = machine;
  const named = env.CHROMIUM_PATH ? [env.CHROMIUM_PATH] : [];
  const all = [...named, ...installedPaths(machine), machine.downloaded()];
  return [...new Set(all)].filter(exists);
}

/**
 * The first browser that exists, without starting it; for code that runs after `ensureBrowser()`.
 * @param {Machine} machine
 * @returns {string | undefined}
 */
export function findBrowser(machine = THIS_MACHINE) {
  return browserCandidates(machine)[0];
}

/**
 * Finds a browser that starts, or gets one: Playwright's download, then Debian's package.
 * @param {object} [options]
 * @param {(line: string) => void} [options.say]
 * @param {() => string[]} [options.candidates]
 * @param {(path: string) => Promise<string>} [options.probe] resolves with what is wrong with it; empty if nothing
 * @param {readonly Source[]} [options.sources]
 * @returns {Promise<{ path: string } | { path: undefined, reasons: string[] }>}
 */
export async function ensureBrowser({
  say = () => {},
  candidates = browserCandidates,
  probe = tryToStart,
  sources = SOURCES,
} = {}) {
  /** @type {string[]} */
  const reasons = [];
  const { CHROMIUM_PATH: named } = process.env;
  if (named && !candidates().includes(named))
    reasons.push(`CHROMIUM_PATH names ${named}, and there is no such file.`);
  /** @type {Set<string>} */
  const tried = new Set();
  for (const source of [undefined, ...sources]) {
    if (source) {
      say(source.saying);
      const failed = await source.get();
      if (failed) {
        reasons.push(failed);
        continue;
      }
    }
    for (const path of candidates()) {
      if (tried.has(path)) continue;
      tried.add(path);
      const wrong = await probe(path);
      if (!wrong) return { path };
      reasons.push(`${path} does not start: ${wrong}`);
    }
  }
  return { path: undefined, reasons };
}

/** @param {Machine} machine */
function installedPaths({ platform, env }) {
  if (platform === 'darwin') {
    return ['Chromium', 'Google Chrome'].flatMap((name) =>
      ['/Applications', join(env.HOME ?? '', 'Applications')].map((folder) =>
        join(folder, `${name}.app`, 'Contents', 'MacOS', name),
      ),
    );
  }
  if (platform === 'win32') {
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        win32.join(folder, 'Chromium', 'Application', 'chrome.exe'),
        win32.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      ]);
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'].flatMap((name) =>
    folders.map((folder) => join(folder, name)),
  );
}

/** @param {string} path */
async function tryToStart(path) {
  try {
    const browser = await playwright().chromium.launch({
      executablePath: path,
      args: CHROMIUM_ARGS,
      timeout: 30_000,
    });
    await browser.close();
    return '';
  } catch (error) {
    return firstLine(error instanceof Error ? error.message : String(error));
  }
}

/**
 * @typedef {object} Source a way to get a browser
 * @property {string} saying what is said before it is tried
 * @property {() => Promise<string>} get resolves with why it did not work; empty if it did
 */

/** @type {readonly Source[]} */
const SOURCES = [
  {
    saying: '  No browser is installed: downloading Chromium with Playwright (about 170 MB).',
    get: download,
  },
  { saying: '  Trying Debian’s chromium package instead.', get: installPackage },
];

async function download() {
  const manifest = require.resolve('playwright/package.json');
  const cli = join(dirname(manifest), 'cli.js');
  const args = [cli, 'install', '--no-shell', 'chromium'];
  const result = await runProcess(process.execPath, args, { cwd: ROOT, deadlineMs: DOWNLOAD_DEADLINE_MS });
  if (result.code === 0) return '';
  const why = result.timedOut ? 'it took more than five minutes' : causeIn(result.output);
  return `Playwright could not download Chromium: ${why}`;
}

async function installPackage() {
  if (process.platform !== 'linux' || !runs('apt-get', ['--version'])) return 'There is no apt-get here.';
  const root = process.getuid?.() === 0;
  if (!root && !runs('sudo', ['-n', 'true'])) {
    return 'Debian’s chromium package needs root or a sudo that asks for no password.';
  }
  /** @param {string[]} args */
  const apt = (args) => {
    const [file, ...rest] = root ? ['apt-get', ...args] : ['sudo', '-n', 'apt-get', ...args];
    return runProcess(file ?? 'apt-get', rest, {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
      deadlineMs: PACKAGE_DEADLINE_MS,
    });
  };
  await apt(['update']);
  const result = await apt(['install', '-y', '--no-install-recommends', 'chromium']);
  return result.code === 0 ? '' : `apt-get could not install chromium: ${causeIn(result.output)}`;
}

/**
 * @param {string} file
 * @param {string[]} args
 */
const runs = (file, args) => spawnSync(file, args, { stdio: 'ignore', timeout: 20_000 }).status === 0;

/** @param {string} text */
const firstLine = (text) => text.trim().split('\n')[0] ?? '';

/**
 * The line of a tool's output that says what went wrong.
 * @param {string} text
 */
function causeIn(text) {
  const lines = text.trim().split('\n');
  return (lines.find((line) => /error|failed|E: /i.test(line)) ?? lines.at(-1) ?? '').trim();
}
