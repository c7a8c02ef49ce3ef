/** Servers that may die at any moment, and people who keep sending until they are answered, as the page does. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { PROTOCOL } from '#workshop/protocol.ts';
import type { Command } from '#workshop/schema.ts';
import { post, type Answer, type Person } from '../../support/workshop-people.ts';

const SCRIPT = fileURLToPath(new URL('server-process.ts', import.meta.url));

export interface ServerProcess {
  url: string;
  /** Ends it as a power switch would. */
  kill(): Promise<void>;
}

/** @param blocks most blocks of 512 bytes that one of its files may have; then its disk is full */
export async function startProcess(place: string, secret: string, blocks?: number): Promise<ServerProcess> {
  const [command, args] =
    blocks === undefined
      ? [process.execPath, [SCRIPT, place, secret]]
      : [
          'sh',
          [
            '-c',
            `trap '' XFSZ; ulimit -f ${blocks}; exec "$@"`,
            'sh',
            process.execPath,
            SCRIPT,
            place,
            secret,
          ],
        ];
  const child: ChildProcess = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  for await (const url of createInterface({ input: child.stdout! })) return { url, kill };
  throw new Error('the server ended before it listened');
}

/** A person’s command, as it is sent and answered in the end. */
export interface Acknowledged {
  command: Command;
  version: number;
}

export interface Sender {
  acknowledged: Acknowledged[];
  /** Sends until it is answered, wherever the server is by then. */
  send(command: Command): Promise<Answer>;
}

/** @param where the address of the server at this moment */
export function createSender(person: Person, where: () => string, over: AbortSignal): Sender {
  const acknowledged: Acknowledged[] = [];
  return {
    acknowledged,
    async send(command) {
      for (;;) {
        over.throwIfAborted();
        const sent = { cookie: person.cookie, body: { protocol: PROTOCOL, command } };
        const answer = await post(where(), '/commands', sent).catch(() => undefined);
        if (answer?.status === 200) {
          acknowledged.push({ command, version: Number(answer.body['version']) });
          return answer;
        }
        if (answer && answer.body['retry'] !== 'again') return answer;
        await sleep(5);
      }
    },
  };
}
