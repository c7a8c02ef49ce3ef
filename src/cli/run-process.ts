/** Runs a program to its end and keeps what it prints. */
import { spawn, type ChildProcess } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

export interface ProcessOptions {
  cwd?: string;
  /** Added to this process's environment. */
  env?: Record<string, string | undefined>;
  /** Ends the program, and all that it started, after so many milliseconds. */
  deadlineMs?: number;
  /** Called every `beatMs` (default 10,000) with the seconds gone and the last line printed. */
  onBeat?: (seconds: number, lastLine: string) => void;
  beatMs?: number;
}

export interface ProcessResult {
  /** Null if it was ended or could not be started. */
  code: number | null;
  /** Standard output and standard error as they came, without colour codes. */
  output: string;
  timedOut: boolean;
}

const running = new Set<ChildProcess>();
const posix = process.platform !== 'win32';

/** Never rejects: a program that cannot be started has code null and the reason as its output. */
export function runProcess(
  file: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<ProcessResult> {
  const started = Date.now();
  let output = '';
  let timedOut = false;
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that ending it also ends the browsers and servers that it started.
    detached: posix,
  });
  running.add(child);
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += stripVTControlCharacters(text);
    });
  }
  const beat = setInterval(() => {
    options.onBeat?.(Math.round((Date.now() - started) / 1000), lastLineOf(output));
  }, options.beatMs ?? 10_000);
  const deadline = options.deadlineMs
    ? setTimeout(() => {
        timedOut = true;
        endGroup(child);
      }, options.deadlineMs)
    : undefined;
  return new Promise<ProcessResult>((resolve) => {
    child.on('error', (error) => resolve({ code: null, output: `${output}${error.message}\n`, timedOut }));
    child.on('close', (code) => resolve({ code, output, timedOut }));
  }).finally(() => {
    clearInterval(beat);
    clearTimeout(deadline);
    running.delete(child);
  });
}

/** Ends every program that is still running: for Ctrl+C. */
export function endAll(): void {
  running.forEach(endGroup);
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (posix) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It ended in the meantime.
  }
}

function lastLineOf(text: string): string {
  return text.trimEnd().split(/\r?\n/).at(-1)?.trim() ?? '';
}
