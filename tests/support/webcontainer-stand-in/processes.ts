import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Operations, ProcessNews } from './bridge-messages.ts';
import { insideRoot } from './files.ts';
import type { Ports } from './ports.ts';
import { createShell, type Shell } from './shell.ts';

export interface ProcessOptions {
  root: string;
  /** The Node binary that plays the container's `node`. */
  nodeBinary: string;
  /** A script that every `node` process loads first, to play a container that misbehaves. */
  preload?: string | undefined;
  /** If true, `kill` is accepted and does nothing. */
  ignoresKill: boolean;
  tell(news: ProcessNews): void;
  ports: Ports;
}

/** The processes of one connected frame. */
export interface Processes {
  spawn(ask: Operations['spawn']['ask']): void;
  write(ask: Operations['write']['ask']): void;
  resize(ask: Operations['resize']['ask']): void;
  kill(ask: Operations['kill']['ask']): void;
  killAll(): void;
}

// One pipe for both streams keeps their order, as a terminal does; `exec` keeps the process id, so that kill reaches Node.
const merged = ['-c', 'exec "$@" 2>&1', 'sh'];

const PORTS_PRELOAD = fileURLToPath(new URL('./ports-preload.cjs', import.meta.url));
/** In a container output goes to a terminal, for which Node waits. */
const BLOCKING_OUTPUT = fileURLToPath(import.meta.resolve('#runtime/node/blocking-output.cjs'));
/** The pipe on which a process reports its ports. */
const PORTS_PIPE = 3;

export function createProcesses(options: ProcessOptions): Processes {
  const running = new Map<number, ChildProcess>();
  const shells = new Map<number, Shell>();
  const say = (id: number, text: string): void => {
    if (text !== '') options.tell({ type: 'wrote', id, base64: Buffer.from(text).toString('base64') });
  };

  function environment(wanted: Record<string, string>): NodeJS.ProcessEnv {
    const preloads = [BLOCKING_OUTPUT, PORTS_PRELOAD, ...(options.preload ? [options.preload] : [])];
    return {
      PATH: `${path.dirname(options.nodeBinary)}:${process.env['PATH'] ?? ''}`,
      HOME: options.root,
      NODE_OPTIONS: preloads.map((file) => `--require=${file}`).join(' '),
      STAND_IN_PORTS: String(PORTS_PIPE),
      ...wanted,
    };
  }

  function followPorts(child: ChildProcess): void {
    options.ports.follow(child.stdio[PORTS_PIPE] as Readable);
  }

  function openShell({ id, cwd, env, terminal }: Operations['spawn']['ask']): void {
    const shell = createShell({
      root: options.root,
      cwd,
      size: terminal ?? { cols: 80, rows: 24 },
      environment: () => environment(env),
      onStart: followPorts,
      say: (text) => say(id, text),
      exited(code) {
        shells.delete(id);
        options.tell({ type: 'exited', id, code });
      },
    });
    shells.set(id, shell);
  }

  return {
    spawn(ask) {
      const { id, command, args, cwd, env } = ask;
      if (command === 'jsh') return openShell(ask);
      if (command !== 'node') {
        say(id, `jsh: command not found: ${command}\n`);
        options.tell({ type: 'exited', id, code: 127 });
        return;
      }
      const child = spawn('/bin/sh', [...merged, options.nodeBinary, ...args], {
        cwd: insideRoot(options.root, cwd),
        env: environment(env),
        stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      });
      running.set(id, child);
      followPorts(child);
      // Whole characters only, since the client decodes each chunk by itself.
      child.stdout?.setEncoding('utf8').on('data', (text: string) => say(id, text));
      child.on('error', (error) => say(id, `${error.message}\n`));
      child.on('close', (code, signal) => {
        running.delete(id);
        const number = signal === null ? 1 : 128 + (os.constants.signals[signal] ?? 0);
        options.tell({ type: 'exited', id, code: code ?? number });
      });
    },
    write({ id, data }) {
      shells.get(id)?.write(data);
      running.get(id)?.stdin?.write(data);
    },
    resize({ id, cols, rows }) {
      shells.get(id)?.resize({ cols, rows });
    },
    kill({ id }) {
      shells.get(id)?.kill();
      if (!options.ignoresKill) running.get(id)?.kill('SIGTERM');
    },
    killAll() {
      for (const child of running.values()) child.kill('SIGKILL');
      for (const shell of shells.values()) shell.kill();
    },
  };
}
