import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { atExit } from './at-exit.ts';

export interface NodeProcess {
  /** The Node executable. */
  execPath: string;
  args: readonly string[];
  cwd: string;
  /** Added to the few variables that a program gets. */
  env?: Record<string, string>;
  onText(stream: 'stdout' | 'stderr', text: string): void;
  /** Kills the process and all that it started. */
  halted: AbortSignal;
}

const posix = process.platform !== 'win32';

/** What a program needs of the environment; the rest (NODE_OPTIONS, test settings, colours) would change its run. */
const PASSED_ON = [
  'PATH',
  'HOME',
  'LANG',
  'TZ',
  'TMPDIR',
  'TMP',
  'TEMP',
  'USERPROFILE',
  'SystemRoot',
  'ComSpec',
];

/** How long output may trail behind the end of the process. Milliseconds. */
const DRAIN_MS = 200;

function environment(more: Record<string, string>): Record<string, string> {
  const entries = PASSED_ON.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(entries), NO_COLOR: '1', ...more };
}

/**
 * Runs Node to its end, however it ends, and ends whatever it leaves running.
 * @returns its exit code; 128 + the signal's number if a signal ended it
 */
export async function runNode({
  execPath,
  args,
  cwd,
  env = {},
  onText,
  halted,
}: NodeProcess): Promise<number> {
  halted.throwIfAborted();
  const child = spawn(execPath, args, {
    cwd,
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that it can be ended together with all that it started.
    detached: posix,
    windowsHide: true,
  });
  const kill = (): void => killTree(child);
  halted.addEventListener('abort', kill, { once: true });
  const ended = atExit(kill);
  child.stdout.setEncoding('utf8').on('data', (text: string) => onText('stdout', text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => onText('stderr', text));
  try {
    const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const exitCode = await exitOf(child);
    kill();
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref())]);
    return exitCode;
  } finally {
    halted.removeEventListener('abort', kill);
    ended();
    child.stdout.destroy();
    child.stderr.destroy();
  }
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`Node could not be started: ${error.message}`)));
    child.once('exit', (code, signal) => resolve(code ?? 128 + signalNumber(signal)));
  });
}

function signalNumber(signal: NodeJS.Signals | null): number {
  return signal === null ? 0 : (constants.signals[signal] ?? 0);
}

function killTree({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    if (posix) process.kill(-pid, 'SIGKILL');
    else spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
  } catch {
    // All of it has ended in the meantime.
  }
}
