/** A broker of our own: a program started on a free port in a folder of its own, which can be restarted. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram } from '../support/find-program.ts';
import { PROGRAMS } from './programs.ts';
import type { RealEngineId } from './scenario.ts';

/** Milliseconds; RabbitMQ takes ten seconds on a busy machine. */
const START_DEADLINE = 90_000;

export interface OwnBroker {
  url: string;
  /** Ends the program and starts it again on the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** @returns the started broker, or why there is none, as a clause */
export async function startOwnBroker(id: RealEngineId): Promise<OwnBroker | string> {
  const { commands, start, scheme } = PROGRAMS[id];
  const command = findProgram(commands);
  if (command === undefined) return `no ${commands.at(-1)} is installed that could be started here`;
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), `conformance-${id}-`));
  const { args, files = {}, env = {} } = start(port, folder);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);

  let running: ChildProcess | undefined;
  async function begin(): Promise<void> {
    // A group of its own, so that what a start script has started ends with it.
    const child = spawn(command as string, args, {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: 'ignore',
      detached: true,
    });
    const failed = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`${command} ended at once, with code ${code}`)));
    });
    failed.catch(() => {});
    running = child;
    await Promise.race([untilListening(port), failed]);
  }
  async function end(): Promise<void> {
    const child = running;
    running = undefined;
    if (!child?.pid || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-child.pid, 'SIGTERM');
    await Promise.race([gone, sleep(20_000, undefined, { ref: false })]);
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL');
  }
  const stop = async () => {
    await end();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await begin();
  } catch (error) {
    await stop();
    return error instanceof Error ? error.message : String(error);
  }
  return { url: `${scheme}://127.0.0.1:${port}`, restart: () => end().then(begin), stop };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function untilListening(port: number): Promise<void> {
  for (let waited = 0; waited < START_DEADLINE; waited += 200) {
    if (await accepts('127.0.0.1', port)) return;
    await sleep(200);
  }
  throw new Error(`nothing listened on port ${port} after ${START_DEADLINE / 1000} s`);
}

/** True if something accepts connections there. */
export function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ port, host, timeout: 2000 });
    const settle = (answer: boolean) => {
      socket.destroy();
      done(answer);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
    socket.once('timeout', () => settle(false));
  });
}
