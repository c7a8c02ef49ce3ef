import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import os from 'node:os';
import type { Operations, ProcessNews } from './bridge-messages.ts';
import { insideRoot } from './files.ts';

export interface ProcessOptions {
  root: string;
  /** The Node binary that plays the container's `node`. */
  nodeBinary: string;
  /** A script that every `node` process loads first, to play a container that misbehaves. */
  preload?: string | undefined;
  /** If true, `kill` is accepted and does nothing. */
  ignoresKill: boolean;
  tell(news: ProcessNews): void;
}

/** The processes of one connected frame. */
export interface Processes {
  spawn(ask: Operations['spawn']['ask']): void;
  write(ask: Operations['write']['ask']): void;
  kill(ask: Operations['kill']['ask']): void;
  killAll(): void;
}

// One pipe for both streams keeps their order, as a terminal does; `exec` keeps the process id, so that kill reaches Node.
const merged = ['-c', 'exec "$@" 2>&1', 'sh'];

export function createProcesses(options: ProcessOptions): Processes {
  const running = new Map<number, ChildProcess>();
  const say = (id: number, text: string): void => {
    if (text !== '') options.tell({ type: 'wrote', id, base64: Buffer.from(text).toString('base64') });
  };

  function environment(wanted: Record<string, string>): NodeJS.ProcessEnv {
    const preload = options.preload ? { NODE_OPTIONS: `--require=${options.preload}` } : {};
    return { PATH: process.env['PATH'], HOME: options.root, ...preload, ...wanted };
  }

  return {
    spawn({ id, command, args, cwd, env }) {
      if (command !== 'node') {
        say(id, `jsh: command not found: ${command}\n`);
        options.tell({ type: 'exited', id, code: 127 });
        return;
      }
      const child = spawn('/bin/sh', [...merged, options.nodeBinary, ...args], {
        cwd: insideRoot(options.root, cwd),
        env: environment(env),
        stdio: 'pipe',
      });
      running.set(id, child);
      // Whole characters only, since the client decodes each chunk by itself.
      child.stdout.setEncoding('utf8');
      child.stdout.on('data', (text: string) => say(id, text));
      child.on('error', (error) => say(id, `${error.message}\n`));
      child.on('close', (code, signal) => {
        running.delete(id);
        const number = signal === null ? 1 : 128 + (os.constants.signals[signal] ?? 0);
        options.tell({ type: 'exited', id, code: code ?? number });
      });
    },
    write({ id, data }) {
      running.get(id)?.stdin?.write(data);
    },
    kill({ id }) {
      if (!options.ignoresKill) running.get(id)?.kill('SIGTERM');
    },
    killAll() {
      for (const child of running.values()) child.kill('SIGKILL');
    },
  };
}
