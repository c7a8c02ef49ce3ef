import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Size } from './bridge-messages.ts';
import { insideRoot } from './files.ts';

export interface ShellOptions {
  root: string;
  /** Relative to `root`. */
  cwd: string;
  size: Size;
  environment(): NodeJS.ProcessEnv;
  /** Called with each process that a command line starts. */
  onStart(child: ChildProcess): void;
  say(text: string): void;
  exited(code: number): void;
}

/** The terminal's end of a shell. */
export interface Shell {
  write(keys: string): void;
  resize(size: Size): void;
  kill(): void;
}

const PROMPT = '\u001b[35m❯\u001b[0m ';
const ERASE = '\b \b';

/**
 * A small interactive shell at a terminal: it echoes keys, edits one line, and runs each line with sh. `cd` and `exit`
 * are its own; Ctrl+C interrupts, Ctrl+D ends the input.
 */
export function createShell(options: ShellOptions): Shell {
  const { root, say } = options;
  let { size } = options;
  let folder = path.resolve('/', options.cwd);
  let child: ChildProcess | undefined;
  let line = '';
  let isOver = false;

  function prompt(): void {
    say(`\r\n\u001b[36m~${folder}\u001b[0m\r\n${PROMPT}`);
  }

  function exit(code: number): void {
    if (isOver) return;
    isOver = true;
    options.exited(code);
  }

  function run(command: string): void {
    const [name, argument = '/'] = command.trim().split(/\s+/);
    if (!name) return prompt();
    if (name === 'exit') return exit(0);
    if (name === 'cd') {
      folder = path.resolve(folder, argument);
      return prompt();
    }
    const env = { ...options.environment(), COLUMNS: String(size.cols), LINES: String(size.rows) };
    const stdio = ['pipe', 'pipe', 'pipe', 'pipe'] as const;
    const started = spawn('/bin/sh', ['-c', `{ ${command}\n} 2>&1`], {
      cwd: insideRoot(root, folder),
      env,
      // A group of its own, so that an interrupt reaches all of it.
      detached: true,
      stdio: [...stdio],
    });
    child = started;
    options.onStart(started);
    started.stdout?.setEncoding('utf8').on('data', (text: string) => say(text.replaceAll('\n', '\r\n')));
    started.stdin?.on('error', () => undefined);
    started.on('error', (error) => say(`${error.message}\r\n`));
    started.on('close', () => {
      child = undefined;
      if (!isOver) prompt();
    });
  }

  function signal(name: NodeJS.Signals): void {
    try {
      if (child?.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // It has ended meanwhile.
    }
  }

  function press(key: string): void {
    if (key === '\r') {
      say('\r\n');
      const entered = line;
      line = '';
      if (child) child.stdin?.write(`${entered}\n`);
      else run(entered);
    } else if (key === '\u007f') {
      if (line !== '') say(ERASE);
      line = line.slice(0, -1);
    } else if (key === '\u0003') {
      say('^C');
      line = '';
      if (child) signal('SIGINT');
      else prompt();
    } else if (key === '\u0004') {
      if (child) child.stdin?.end();
      else if (line === '') exit(0);
    } else if (key >= ' ') {
      line += key;
      say(key);
    }
  }

  prompt();
  return {
    write(keys) {
      for (const key of withoutSequences(keys)) press(key);
    },
    resize(wanted) {
      size = wanted;
    },
    kill() {
      signal('SIGKILL');
      exit(143);
    },
  };
}

/** Arrow keys and the like: a real shell edits its line with them, this one does not. */
function withoutSequences(keys: string): string {
  const [plain = '', ...parts] = keys.split('\u001b');
  return plain + parts.map((part) => part.replace(/^\[[0-9;]*[A-Za-z~]/, '')).join('');
}
